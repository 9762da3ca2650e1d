export {
  type LessonHeading,
  type RenderedLesson,
  type ResolvedImage,
  type ResolveImage,
  type ResolveLink,
  renderLesson,
} from './render.ts';
