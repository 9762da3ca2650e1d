export { planFolder } from './folder.ts';
export type * from './plan.ts';
export { openZipFolder } from './zip.ts';
