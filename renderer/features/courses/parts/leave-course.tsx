import { IconDoorExit, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Course } from '../../../../server/courses/contract.ts';
import { ActionIcon, ConfirmDialog, Menu, notify } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useWithdraw } from '../../learning/api.ts';
import { coursesMessages } from '../messages/index.ts';

/** Leaving a course, behind a menu and a question: the place may be given to somebody else. */
export function LeaveCourse({ course }: { course: Course }) {
  const t = useMessages(coursesMessages);
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdraw(course.id);
  const leave = () =>
    withdraw.mutate(undefined, {
      onSuccess: () => notify.done(t('courses.left', { title: course.title })),
      onError: error => notify.error(error.message),
      onSettled: () => setAsking(false),
    });
  const items = [
    {
      key: 'leave',
      label: t('courses.leave'),
      icon: <IconDoorExit size={16} stroke={1.75} aria-hidden="true" />,
      onClick: () => setAsking(true),
    },
  ];
  return (
    <>
      <Menu items={items}>
        <ActionIcon aria-label={t('courses.more', { title: course.title })} size={44}>
          <IconDots size={20} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('courses.leaveAsk', { title: course.title })}
        lead={course.capacity === null ? t('courses.leaveLead') : t('courses.leaveLeadPlaces')}
        confirm={t('courses.leave')}
        keep={t('courses.stay')}
        busy={withdraw.isPending}
        onConfirm={leave}
      />
    </>
  );
}
