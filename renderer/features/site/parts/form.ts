/** Id of the question's form; the buttons at the foot of the page send it. */
export const FORM = 'setup-question';
