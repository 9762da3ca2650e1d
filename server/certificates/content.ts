/** What a certificate says of the work: score and hours. Pure. */

export interface BestScore {
  assessment_type: 'quiz' | 'exam';
  /** Percent of the best passed attempt. */
  score: number;
}

/** Percent with one decimal: the mean of the exams, of the quizzes where there is no exam, null where there is neither. */
export function finalScore(best: readonly BestScore[]): number | null {
  const exams = best.filter(b => b.assessment_type === 'exam');
  const counting = exams.length > 0 ? exams : best;
  if (counting.length === 0) return null;
  const sum = counting.reduce((total, b) => total + b.score, 0);
  return Math.round((sum / counting.length) * 10) / 10;
}

/** Hours with one decimal: what the author estimated, else the sum of the modules. Both in minutes. */
export function studyHours(estimated: number, modules: number): number {
  return Math.round(((estimated > 0 ? estimated : modules) / 60) * 10) / 10;
}
