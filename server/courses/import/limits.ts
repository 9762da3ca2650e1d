const MIB = 1024 * 1024;

/** Most files one drop may hold, after hidden and system files are set aside. */
export const MAX_FILES = 2000;
/** Folders inside one another, the file itself not counted. */
export const MAX_DEPTH = 8;
/** Characters of a whole path and of one name in it; 180 leaves room for suffixes on file systems that stop at 255 bytes. */
export const MAX_PATH_LENGTH = 500;
export const MAX_NAME_LENGTH = 180;

/** Bytes per kind of file. */
export const MAX_BYTES = {
  markdown: 5 * MIB,
  image: 25 * MIB,
  captions: 5 * MIB,
  pdf: 200 * MIB,
  file: 2048 * MIB,
  audio: 1024 * MIB,
  video: 16384 * MIB,
} as const;

/** Characters of a title and of the course description. */
export const MAX_TITLE_LENGTH = 200;
export const MAX_DESCRIPTION_LENGTH = 2000;

/** Modules of one course. */
export const MAX_MODULES = 2000;
/** Headings of a file that is divided at them; with more it stays one lesson. */
export const MAX_OUTLINE_HEADINGS = 5000;
/** Problems that one plan lists; the rest are only counted. */
export const MAX_PROBLEMS = 1000;

/** Questions of one quiz and options of one question. */
export const MAX_QUESTIONS = 200;
export const MAX_OPTIONS = 20;

/** A file this long (characters) with several top headings is a whole course rather than one lesson. */
export const OUTLINE_MIN_LENGTH = 40_000;

/** Archives: bytes of everything unpacked, bytes of one unpacked file, and how much larger than packed it may become. */
export const ZIP_MAX_TOTAL_BYTES = 20 * 1024 * MIB;
export const ZIP_MAX_ENTRY_BYTES = MAX_BYTES.video;
/** Deflate reaches 1032:1 on zeros and about 20:1 on text (zlib's technical notes). */
export const ZIP_MAX_RATIO = 150;
/** Below this many unpacked bytes the ratio says nothing. */
export const ZIP_RATIO_FLOOR = MIB;
/** Records in the directory of an archive, folders and system files included. */
export const ZIP_MAX_RECORDS = 20_000;
/** Bytes that may be held in memory at once when one file is read whole. */
export const ZIP_MAX_READ_BYTES = 64 * MIB;

/** Product defaults of a quiz that does not say. */
export const DEFAULT_PASSING_SCORE = 70;
export const DEFAULT_MAX_ATTEMPTS = 3;
