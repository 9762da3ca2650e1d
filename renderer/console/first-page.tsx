import { Navigate } from '@tanstack/react-router';
import { HomePage } from '../features/overview/home.tsx';
import { useSession } from '../platform/session.tsx';
import { Forbidden } from './notices.tsx';

/** Administrators begin at home, instructors at their courses. */
export function FirstPage() {
  const { may } = useSession();
  if (may('overview:read')) return <HomePage />;
  if (may('course:create')) return <Navigate to="/courses" replace />;
  return <Forbidden />;
}
