/** What every printed page of the product shares: its mark, and text that fits. */
import type { Sheet, TextStyle } from './sheet.ts';

export const PLATE = '#0d4862';

/** Two arches in a rounded tile. */
export function drawMark(sheet: Sheet, x: number, y: number, side: number): void {
  const scale = side / 32;
  sheet.box(x, y, side, side, { radius: 7 * scale, fill: PLATE });
  for (const arch of ['M7.2 25.6V15.2a8.8 8.8 0 0 1 17.6 0v10.4', 'M12 25.6V15.4a4 4 0 0 1 8 0v10.2'])
    sheet.curve(arch, x, y, scale, { color: '#ffffff', width: 2.4 });
}

/** The style with the size made smaller until the text fits. */
export async function fitted(sheet: Sheet, text: string, style: TextStyle, width: number): Promise<TextStyle> {
  const needed = await sheet.width(text, style);
  return needed <= width ? style : { ...style, size: (style.size * width) / needed };
}
