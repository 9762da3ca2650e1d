export { planFolder } from './folder.ts';
export type * from './plan.ts';
export { openZipFolder, type ZipFolder, type ZipLimits } from './zip.ts';
