/** What the studio asks the server, and how it keeps the answers. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Course, CourseStatus, ImportPlan, Module, ModuleHead } from '../../../../server/courses/contract.ts';
import type { DataOf, InputOf } from '../../../platform/api-types.ts';
import { CallError, call, callPage } from '../../../platform/call.ts';
import type { Placed } from './outline-rules.ts';

export type ModuleChange = InputOf<'PUT /courses/:id/modules/:moduleId'>['body'];
export type NewModule = InputOf<'POST /courses/:id/modules'>['body'];
export type ImportListing = InputOf<'POST /courses/import/plan'>['body'];
export type ImportResult = DataOf<'POST /courses/import'>;

export const COURSES_A_PAGE = 20;
export const LEARNERS_A_PAGE = 50;

export const studioKeys = {
  list: ['studio', 'courses'] as const,
  course: (id: number) => ['studio', 'course', id] as const,
  modules: (id: number) => ['studio', 'course', id, 'modules'] as const,
  module: (id: number, moduleId: number) => ['studio', 'course', id, 'module', moduleId] as const,
  readiness: (id: number) => ['studio', 'course', id, 'readiness'] as const,
  team: (id: number) => ['studio', 'course', id, 'team'] as const,
  learners: (id: number) => ['studio', 'course', id, 'learners'] as const,
  assessment: (id: number) => ['studio', 'assessment', id] as const,
};

export function useOwnCourses(page: number, status: CourseStatus | undefined) {
  return useQuery({
    queryKey: [...studioKeys.list, page, status],
    queryFn: ({ signal }) =>
      callPage(
        'GET /courses',
        { query: { mine: 'true', sort: 'newest', page, per_page: COURSES_A_PAGE, status } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}

export function useCreateCourse() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (title: string) => call('POST /courses', { body: { title } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: studioKeys.list }),
  });
}

export const useStudioCourse = (id: number) =>
  useQuery({ queryKey: studioKeys.course(id), queryFn: () => call('GET /courses/:id', { params: { id } }) });

export const useOutline = (id: number) =>
  useQuery({ queryKey: studioKeys.modules(id), queryFn: () => call('GET /courses/:id/modules', { params: { id } }) });

export const readModule = (id: number, moduleId: number): Promise<Module> =>
  call('GET /courses/:id/modules/:moduleId', { params: { id, moduleId } });

/** Read afresh each time a lesson is opened: what is edited must not be an old copy. */
export const useStudioModule = (id: number, moduleId: number) =>
  useQuery({
    queryKey: studioKeys.module(id, moduleId),
    queryFn: () => readModule(id, moduleId),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export const useReadiness = (id: number) =>
  useQuery({
    queryKey: studioKeys.readiness(id),
    queryFn: () => call('GET /courses/:id/readiness', { params: { id } }),
  });

export function useLearners(id: number, page: number) {
  return useQuery({
    queryKey: [...studioKeys.learners(id), page],
    queryFn: () =>
      callPage('GET /courses/:id/learners', { params: { id }, query: { page, per_page: LEARNERS_A_PAGE } }),
    placeholderData: keepPreviousData,
  });
}

export const useTeam = (id: number) =>
  useQuery({ queryKey: studioKeys.team(id), queryFn: () => call('GET /courses/:id/instructors', { params: { id } }) });

/** Asked only while somebody looks for a person. */
export const useTeamCandidates = (id: number, search: string, enabled: boolean) =>
  useQuery({
    queryKey: [...studioKeys.team(id), 'candidates', search],
    queryFn: ({ signal }) =>
      call('GET /courses/:id/instructors/candidates', { params: { id }, query: { search } }, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });

export function useTeamDeeds(id: number) {
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: studioKeys.course(id) }),
      queries.invalidateQueries({ queryKey: studioKeys.list }),
    ]);
  const about = (userId: number) => ({ params: { id, userId } });
  const takeOut = (userId: number) => call('DELETE /courses/:id/instructors/:userId', about(userId));
  return {
    add: useMutation({
      mutationFn: (userId: number) => call('PUT /courses/:id/instructors/:userId', about(userId)),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: takeOut, onSuccess }),
    /** Whoever leaves may not read the course any more: only the list is asked anew. */
    leave: useMutation({
      mutationFn: takeOut,
      onSuccess: () => queries.invalidateQueries({ queryKey: studioKeys.list }),
    }),
    handOver: useMutation({
      mutationFn: (userId: number) => call('POST /courses/:id/instructors/:userId/lead', about(userId)),
      onSuccess,
    }),
  };
}

export const useAssessment = (id: number | null) =>
  useQuery({
    queryKey: studioKeys.assessment(id ?? 0),
    queryFn: () => call('GET /assessments/:id', { params: { id: id ?? 0 } }),
    enabled: id !== null,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** Everything that shows a course again after something in it changed. */
export function useRefresh(id: number) {
  const queries = useQueryClient();
  return {
    course: (course?: Course) => {
      if (course) queries.setQueryData(studioKeys.course(id), course);
      else void queries.invalidateQueries({ queryKey: studioKeys.course(id), exact: true });
      void queries.invalidateQueries({ queryKey: studioKeys.readiness(id) });
      void queries.invalidateQueries({ queryKey: studioKeys.list });
    },
    module: (module: Module) => {
      queries.setQueryData(studioKeys.module(id, module.id), module);
      queries.setQueryData<ModuleHead[]>(studioKeys.modules(id), heads =>
        heads?.map(head => (head.id === module.id ? { ...head, ...headOf(module) } : head)),
      );
      void queries.invalidateQueries({ queryKey: studioKeys.readiness(id) });
    },
    outline: () => {
      void queries.invalidateQueries({ queryKey: studioKeys.modules(id) });
      void queries.invalidateQueries({ queryKey: studioKeys.readiness(id) });
    },
  };
}

const headOf = ({ title, section, duration, is_mandatory, description, assessment_id, order_index }: Module) => ({
  title,
  section,
  duration,
  is_mandatory,
  description,
  assessment_id,
  order_index,
});

export function useAddModule(id: number) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (body: NewModule) => call('POST /courses/:id/modules', { params: { id }, body }),
    onSuccess: refresh.outline,
  });
}

export function useRemoveModule(id: number) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (moduleId: number) => call('DELETE /courses/:id/modules/:moduleId', { params: { id, moduleId } }),
    onSuccess: refresh.outline,
  });
}

/** The new order is shown at once, and taken back when the server refuses. */
export function useReorder(id: number) {
  const queries = useQueryClient();
  const key = studioKeys.modules(id);
  return useMutation({
    mutationFn: (modules: readonly (ModuleHead & Placed)[]) =>
      call('PUT /courses/:id/order', {
        params: { id },
        body: { modules: modules.map(({ id: moduleId, section }) => ({ id: moduleId, section })) },
      }),
    scope: { id: `order-${id}` },
    onMutate: async modules => {
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<ModuleHead[]>(key, [...modules]);
    },
    onSettled: () => {
      // While more moves wait their turn, the server's answer to this one is old.
      if (queries.isMutating({ mutationKey: ['order', id] }) <= 1) void queries.invalidateQueries({ queryKey: key });
    },
    mutationKey: ['order', id],
  });
}

export function useCourseDeeds(id: number) {
  const refresh = useRefresh(id);
  const queries = useQueryClient();
  return {
    publish: useMutation({
      mutationFn: () => call('POST /courses/:id/publish', { params: { id } }),
      onSuccess: course => refresh.course(course),
    }),
    archive: useMutation({
      mutationFn: () => call('POST /courses/:id/archive', { params: { id } }),
      onSuccess: course => refresh.course(course),
    }),
    remove: useMutation({
      mutationFn: () => call('DELETE /courses/:id', { params: { id } }),
      onSuccess: () => queries.invalidateQueries({ queryKey: studioKeys.list }),
    }),
  };
}

export const planImport = (body: ImportListing): Promise<ImportPlan> => call('POST /courses/import/plan', { body });

export function useRunImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'POST /courses/import'>['body']) => call('POST /courses/import', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: studioKeys.list }),
  });
}

/** Why something failed, in the server's words. */
export const reasonOf = (error: unknown): string | undefined =>
  error instanceof CallError && error.code !== 'OFFLINE' ? error.message : undefined;
