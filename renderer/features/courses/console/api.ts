import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CourseStatus } from '../../../../server/courses/contract.ts';
import { callPage } from '../../../platform/call.ts';

export const PAGE_SIZE = 50;

export interface CoursesQuery {
  search: string;
  status: CourseStatus | undefined;
  sort: 'title' | 'newest' | 'popular';
  /** From 1. */
  page: number;
}

/** Courses that the person may edit, in every state: for administrators those of everybody. */
export function useEditableCourses({ search, status, sort, page }: CoursesQuery) {
  const query = {
    mine: 'true' as const,
    sort,
    page,
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(status && { status }),
  };
  return useQuery({
    queryKey: ['courses', 'editable', query],
    queryFn: ({ signal }) => callPage('GET /courses', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}
