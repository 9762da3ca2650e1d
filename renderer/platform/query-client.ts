import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryClientConfig,
  type QueryKey,
  type SetDataOptions,
  type Updater,
} from '@tanstack/react-query';

/** Answers that are on their way while something changes may be of before: they are asked for once more. */
export class Queries extends QueryClient {
  constructor(config?: QueryClientConfig) {
    super(config);
    // Not overridden as a method: its type, repeated word for word, is another one to the compiler.
    Object.assign(this, { setQueryData: this.#put.bind(this) });
  }

  /** The library itself asks again only for what it had already. */
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const first = this.getQueryCache()
      .findAll({ ...filters, type: 'active', fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined);
    await super.invalidateQueries(filters, options);
    if (first.length === 0 || filters?.refetchType === 'none') return;
    await super.refetchQueries({ type: 'active', predicate: query => first.includes(query) }, options);
  }

  /** The library itself lets an answer that is on its way take the place of what is put here. */
  #put(queryKey: QueryKey, updater: Updater<unknown, unknown>, options?: SetDataOptions): unknown {
    const data = super.setQueryData(queryKey, updater, options);
    if (this.isFetching({ queryKey, exact: true }) > 0)
      void this.invalidateQueries({ queryKey, exact: true, refetchType: 'all' });
    return data;
  }
}
