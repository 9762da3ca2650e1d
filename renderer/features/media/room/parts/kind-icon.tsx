import {
  IconBadgeCc,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMarkdown,
  IconMusic,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react';
import type { FileKind } from '../../../../../server/media/contract.ts';

const icons = {
  video: IconVideo,
  image: IconPhoto,
  audio: IconMusic,
  pdf: IconFileTypePdf,
  document: IconFileText,
  captions: IconBadgeCc,
  markdown: IconMarkdown,
  archive: IconFileZip,
} as const satisfies Record<FileKind, unknown>;

/** The icon of a kind of file. */
export function KindIcon({ kind, size = 18 }: { kind: FileKind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} stroke={1.6} aria-hidden="true" />;
}
