import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ContentType, ModuleHead } from '../../../../../server/courses/contract.ts';
import { Button, Dialog, Kbd, Menu, notify, TextField, VisuallyHidden } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { reasonOf, useAddModule, useReorder } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import { groupsOf, placedAt, sameOrder, sectionNamed, sectionStepped, stepped } from '../outline-rules.ts';
import { useGo } from '../use-go.ts';
import { OutlineRow } from './outline-row.tsx';
import styles from './outline.module.css';
import { contentIcons } from './plan-view.tsx';

type OutlineProps = { courseId: number; modules: readonly ModuleHead[]; current: number | undefined };

const types: readonly ContentType[] = ['markdown', 'video', 'audio', 'pdf', 'file', 'quiz'];

/** Sections and lessons in order: drag, arrow keys on the grip, or the menu of a section. Every move is announced. */
export function Outline({ courseId, modules, current }: OutlineProps) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const reorder = useReorder(courseId);
  const [said, setSaid] = useState('');
  const [drop, setDrop] = useState<{ id: number; side: 'before' | 'after' }>();
  const order = (next: readonly ModuleHead[], name: string, id?: number) => {
    if (sameOrder(modules, next)) return;
    reorder.mutate(next, { onError: error => notify.error(reasonOf(error) ?? t('studio.unreachable')) });
    const place = next.findIndex(module => module.id === id) + 1;
    setSaid(place > 0 ? t('studio.movedTo', { name, place, total: next.length }) : t('studio.movedSection', { name }));
  };
  const minutes = modules.reduce((sum, { duration }) => sum + duration, 0);
  return (
    <div className={styles.outline}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('studio.outline')}</h2>
        <span className={styles.sum}>
          {t('studio.import.lessons', { count: modules.length })}
          {minutes > 0 ? `, ${format.duration(minutes * 60)}` : ''}
        </span>
      </div>
      {groupsOf(modules).map((group, index, groups) => (
        <section key={group.modules[0]?.id ?? index} className={styles.section}>
          {group.section === null && groups.length === 1 ? null : (
            <SectionHead
              name={group.section}
              isFirst={index === 0}
              isLast={index === groups.length - 1}
              onMove={step => order(sectionStepped(modules, index, step), group.section ?? t('studio.noSection'))}
              onRename={name => order(sectionNamed(modules, index, name), name)}
            />
          )}
          <ol className={styles.rows}>
            {group.modules.map(module => (
              <OutlineRow
                key={module.id}
                module={module}
                href={`/studio/courses/${courseId}/lessons/${module.id}`}
                isCurrent={module.id === current}
                mark={drop?.id === module.id ? drop.side : undefined}
                onStep={step => order(stepped(modules, module.id, step), module.title, module.id)}
                onOver={setDrop}
                onDrop={() => {
                  if (drop) order(placedAt(modules, module.id, drop.id, drop.side), module.title, module.id);
                  setDrop(undefined);
                }}
              />
            ))}
          </ol>
        </section>
      ))}
      <AddLesson courseId={courseId} modules={modules} current={current} />
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </div>
  );
}

type SectionHeadProps = {
  name: string | null;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onRename: (name: string) => void;
};

function SectionHead({ name, isFirst, isLast, onMove, onRename }: SectionHeadProps) {
  const t = useMessages(studioMessages);
  const [isNaming, setNaming] = useState(false);
  const shown = name ?? t('studio.noSection');
  return (
    <div className={styles.sectionHead}>
      <h3 className={styles.sectionName}>{shown}</h3>
      <Menu
        label={t('studio.sectionMenu', { name: shown })}
        items={[
          { key: 'rename', label: t('studio.renameSection'), onClick: () => setNaming(true) },
          { key: 'up', label: t('studio.moveUp'), onClick: () => onMove(-1), disabled: isFirst },
          { key: 'down', label: t('studio.moveDown'), onClick: () => onMove(1), disabled: isLast },
        ]}
      />
      <SectionDialog
        open={isNaming}
        onClose={() => setNaming(false)}
        initial={name ?? ''}
        title={t('studio.renameSection')}
        onNamed={onRename}
      />
    </div>
  );
}

type SectionDialogProps = {
  open: boolean;
  onClose: () => void;
  initial: string;
  title: string;
  onNamed: (name: string) => void;
};

function SectionDialog({ open, onClose, initial, title, onNamed }: SectionDialogProps) {
  const t = useMessages(studioMessages);
  const [name, setName] = useState(initial);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('studio.cancel')}
          </Button>
          <Button type="submit" form="section-name" disabled={!name.trim()}>
            {t('studio.save')}
          </Button>
        </>
      }
    >
      <form
        id="section-name"
        onSubmit={event => {
          event.preventDefault();
          if (name.trim()) onNamed(name.trim());
          onClose();
        }}
      >
        <TextField
          data-autofocus
          label={t('studio.sectionName')}
          maxLength={160}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}

/** Adds a lesson behind the one that is open, or a section at the end. N opens the choice of kinds. */
function AddLesson({ courseId, modules, current }: OutlineProps) {
  const t = useMessages(studioMessages);
  const go = useGo();
  const add = useAddModule(courseId);
  const button = useRef<HTMLButtonElement>(null);
  const [isNaming, setNaming] = useState(false);
  useKeyN(button);
  const at = modules.findIndex(({ id }) => id === current);
  const make = (content_type: ContentType, place: { section: string | null; order_index: number }) =>
    add.mutate(
      { title: t(`studio.untitled.${content_type}`), content_type, ...place },
      {
        onSuccess: ({ id }) => go(`/studio/courses/${courseId}/lessons/${id}`),
        onError: error => notify.error(reasonOf(error) ?? t('studio.unreachable')),
      },
    );
  const behind = at === -1 ? modules.length - 1 : at;
  return (
    <div className={styles.add}>
      <Menu
        align="start"
        items={types.map(kind => {
          const Icon = contentIcons[kind];
          const place = { section: modules[behind]?.section ?? null, order_index: behind + 1 };
          return {
            key: kind,
            label: t(`studio.kind.${kind}`),
            icon: <Icon size={18} stroke={1.6} />,
            onClick: () => make(kind, place),
          };
        })}
      >
        <Button
          ref={button}
          variant="default"
          size="xs"
          loading={add.isPending}
          leftSection={<IconPlus size={16} stroke={1.75} />}
          rightSection={<Kbd>N</Kbd>}
        >
          {t('studio.lesson')}
        </Button>
      </Menu>
      <Button variant="subtle" color="gray" size="xs" onClick={() => setNaming(true)}>
        {t('studio.newSection')}
      </Button>
      <SectionDialog
        open={isNaming}
        onClose={() => setNaming(false)}
        initial=""
        title={t('studio.newSection')}
        onNamed={section => make('markdown', { section, order_index: modules.length })}
      />
    </div>
  );
}

function useKeyN(button: { current: HTMLButtonElement | null }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).closest(
        'input, textarea, select, [contenteditable], [role=dialog], [role=menu]',
      );
      if (event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      // Two copies of the outline may be there (the pane and the drawer): only the visible one answers.
      if (!button.current?.offsetParent) return;
      event.preventDefault();
      button.current.focus();
      button.current.click();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [button]);
}
