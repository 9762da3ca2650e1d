import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to another page of this product: `go('/studio')`. */
export function useGo(): (href: string) => void {
  const navigate = useNavigate();
  return useCallback(href => void navigate({ href }), [navigate]);
}
