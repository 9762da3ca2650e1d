/** Where a module opens in the lesson player, whatever its kind. */
export const moduleAddress = (courseId: number, moduleId: number): string => `/courses/${courseId}/modules/${moduleId}`;
