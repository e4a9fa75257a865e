import { create } from 'zustand';
import type { Period } from './period.ts';

/** What is asked and which figure is looked at: kept while a whistle behind it is read. Null: the usual period. */
export const useFigureChoice = create<{ period: Period | null; street: string; chosen: string }>()(() => ({
  period: null,
  street: '',
  chosen: 'count',
}));

export const setFigureChoice = useFigureChoice.setState;
