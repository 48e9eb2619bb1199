// Pages of people for a text; a new text drops what was found for the old one, and answers that come late.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PersonRow } from '../../../shared/contract/people.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';

const pageRows = 100;

type Found = {
  readonly text: string | null;
  readonly rows: readonly PersonRow[];
  readonly next: string | null;
  readonly total: number;
  readonly isCapped: boolean;
  readonly problem: Problem | null;
};

export type FoundPeople = Omit<Found, 'text' | 'next'> & {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly loadMore: () => void;
};

const nothing: Found = { text: null, rows: [], next: null, total: 0, isCapped: false, problem: null };

export function useFoundPeople(text: string): FoundPeople {
  const [found, setFound] = useState(nothing);
  const [isLoading, setLoading] = useState(true);
  const wanted = useRef(text);
  const load = useCallback(async (forText: string, before: Found | null) => {
    setLoading(true);
    const answer = await ask().people.search({ text: forText, after: before?.next ?? null, limit: pageRows });
    if (wanted.current !== forText) return;
    setLoading(false);
    if (!answer.ok) {
      setFound({ ...nothing, text: forText, problem: answer.problem });
      return;
    }
    const { rows, next, total, capped } = answer.value;
    setFound({ text: forText, rows: [...(before?.rows ?? []), ...rows], next, total, isCapped: capped, problem: null });
  }, []);
  useEffect(() => {
    wanted.current = text;
    void load(text, null);
  }, [text, load]);
  const loadMore = useCallback(() => {
    if (found.text === text && found.next !== null) void load(text, found);
  }, [found, text, load]);
  return { ...found, hasMore: found.next !== null, isLoading, loadMore };
}
