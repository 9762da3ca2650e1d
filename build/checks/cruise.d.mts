export interface ImportRule {
  name: string;
  comment: string;
}

export interface Violation {
  rule: string;
  from: string;
  to: string;
}

export const RULED_FOLDERS: string[];
export const RULES: ImportRule[];
export function cruiseImports(baseDir: string): Promise<{ seen: number; violations: Violation[] }>;
