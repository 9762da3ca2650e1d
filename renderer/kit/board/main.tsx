import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppProviders } from '../index.ts';
import { AcademyBoard, FocusBoard, SplitBoard, StudioBoard, WizardBoard } from './academy-boards.tsx';
import { ConsoleBoard, TableBoard } from './console-boards.tsx';
import { Foundations } from './foundations.tsx';
import { Habits } from './habits.tsx';
import { Parts } from './parts.tsx';

/** The boards, shown one at a time by `#name`, to be looked at and photographed. Not part of the product. */
const boards: Record<string, ComponentType> = {
  habits: Habits,
  foundations: Foundations,
  parts: Parts,
  console: ConsoleBoard,
  table: TableBoard,
  academy: AcademyBoard,
  focus: FocusBoard,
  studio: StudioBoard,
  split: SplitBoard,
  wizard: WizardBoard,
};

const Board = boards[location.hash.slice(1)] ?? Habits;

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <AppProviders navigate={href => (location.hash = href)}>
      <Board />
    </AppProviders>
  </StrictMode>,
);
