import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Module, ModuleHead } from '../../../../../server/courses/contract.ts';
import {
  Button,
  ConfirmDialog,
  notify,
  NumberField,
  SelectField,
  Switch,
  TextAreaField,
  type,
} from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { reasonOf, useRemoveModule, useReorder } from '../api.ts';
import type { LessonFields } from '../lesson-draft.ts';
import { studioMessages } from '../messages/index.ts';
import { groupsOf, movedToGroup } from '../outline-rules.ts';
import type { OpenDraft } from '../use-draft.ts';
import { useGo } from '../use-go.ts';
import styles from './lesson-settings.module.css';

type LessonSettingsProps = {
  courseId: number;
  module: Module;
  modules: readonly ModuleHead[];
  draft: OpenDraft<LessonFields>;
};

export function LessonSettings({ courseId, module, modules, draft }: LessonSettingsProps) {
  const t = useMessages(studioMessages);
  const reorder = useReorder(courseId);
  const groups = groupsOf(modules);
  const own = groups.find(group => group.modules.some(({ id }) => id === module.id));
  const { is_mandatory, duration, description } = draft.fields;
  return (
    <section className={styles.settings}>
      <h2 className={type.pane}>{t('studio.thisLesson')}</h2>
      <Switch
        label={t('studio.required')}
        description={t('studio.requiredLead')}
        checked={is_mandatory}
        onChange={event => draft.change({ is_mandatory: event.currentTarget.checked })}
      />
      <NumberField
        label={t('studio.minutes')}
        min={0}
        max={10_000}
        allowDecimal={false}
        value={duration}
        onChange={value => draft.change({ duration: Number(value) || 0 })}
      />
      {groups.length > 1 ? (
        <SelectField
          label={t('studio.section')}
          value={String(own?.index ?? 0)}
          onChange={value =>
            value !== null &&
            reorder.mutate(movedToGroup(modules, module.id, Number(value)), {
              onError: error => notify.error(reasonOf(error) ?? t('studio.unreachable')),
            })
          }
          data={groups.map(({ index, section }) => ({ value: String(index), label: section ?? t('studio.noSection') }))}
        />
      ) : null}
      <TextAreaField
        label={t('studio.summary')}
        description={t('studio.summaryLead')}
        maxLength={2000}
        value={description}
        onChange={event => draft.change({ description: event.currentTarget.value })}
      />
      <RemoveLesson courseId={courseId} module={module} />
    </section>
  );
}

function RemoveLesson({ courseId, module }: Pick<LessonSettingsProps, 'courseId' | 'module'>) {
  const t = useMessages(studioMessages);
  const go = useGo();
  const remove = useRemoveModule(courseId);
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <Button
        variant="subtle"
        color="red"
        size="xs"
        leftSection={<IconTrash size={16} stroke={1.75} />}
        onClick={() => setAsking(true)}
      >
        {t('studio.removeLesson')}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('studio.removeAsk', { name: module.title })}
        lead={t('studio.removeLead')}
        confirm={t('studio.removeLesson')}
        keep={t('studio.keep')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(module.id, {
            onSuccess: () => go(`/studio/courses/${courseId}`),
            onError: error => notify.error(reasonOf(error) ?? t('studio.unreachable')),
            onSettled: () => setAsking(false),
          })
        }
      />
    </div>
  );
}
