import { useRouter } from '@tanstack/react-router';

/** Goes to another page of this product: `go('/studio')`. */
export function useGo(): (href: string) => void {
  const { history } = useRouter();
  return history.push;
}
