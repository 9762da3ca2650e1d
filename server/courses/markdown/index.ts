export { renderLesson } from './render.ts';
