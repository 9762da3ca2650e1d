/** What a course of the demonstration academy is made of. */

export interface DemoQuestion {
  prompt: string;
  right: string;
  wrong: string[];
  why: string;
}
export interface DemoCourse {
  title: string;
  description: string;
  category: string;
  difficulty_level: 'beginner' | 'intermediate' | 'advanced';
  capacity?: number;
  /** Section titles with their lessons: title and text. */
  sections: Record<string, [title: string, minutes: number, text: string][]>;
  quiz: { title: string; questions: DemoQuestion[] };
}

/** A question with one right answer. */
export const ask = (prompt: string, right: string, wrong: string[], why: string): DemoQuestion => ({
  prompt,
  right,
  wrong,
  why,
});
