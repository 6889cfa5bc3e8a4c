// The page about what Holdall remembers of a location: how much, how new, what is left out and why.
import { Show, type JSX, type ParentProps } from 'solid-js'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { IndexMode } from '#vdfs/api/indexing.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import { useCommands } from '../../commands/registry.ts'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { useNavigation } from '../../navigation/navigation.tsx'
import { createIndexStatus } from '../../parts/index-status.ts'
import { Button } from '../../ui/Button.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { indexingStrings as s } from './indexing.strings.ts'
import { ListsPart } from './ListsPart.tsx'
import MissingNotice from './MissingNotice.tsx'
import { RulesPart } from './RulesPart.tsx'
import { StatePart } from './StatePart.tsx'
import styles from './IndexPage.module.css'

export interface IndexPageProps {
  locationId: LocationId
  /** Undefined if there is no such location, or it is not known yet. */
  name: string | undefined
  isKnown: boolean
}

export default function IndexPage(props: IndexPageProps) {
  return (
    <div class={styles['scroller']}>
      <Show
        when={props.name}
        fallback={
          <Show when={props.isKnown}>
            <Unknown />
          </Show>
        }
      >
        {(name) => <Known locationId={props.locationId} name={name()} />}
      </Show>
    </div>
  )
}

function Unknown() {
  const commands = useCommands()
  return (
    <div class={styles['page']}>
      <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
        {s.unknown}
      </h1>
      <p class={styles['text']}>{s.unknownText}</p>
      <div>
        <Button kind="primary" size={36} onClick={() => commands.run('app.start')}>
          {s.start}
        </Button>
      </div>
    </div>
  )
}

function Known(props: { locationId: LocationId; name: string }) {
  const core = useCore()
  const navigation = useNavigation()
  const index = createIndexStatus(() => props.locationId)
  const configure = createCommand((mode: IndexMode) =>
    core.indexing.configure({ locationId: props.locationId, mode }),
  )
  const open = () =>
    navigation.go({ screen: 'folder', at: { locationId: props.locationId, path: ROOT } })
  const modes = (['names', 'sizes', 'content'] as const).map((value) => ({
    value,
    label: s.modes[value],
  }))
  return (
    <div class={styles['page']}>
      <header class={styles['header']}>
        <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
          {s.title(visibleName(props.name))}
        </h1>
        <Button onClick={open}>{s.openFolder}</Button>
      </header>
      <p class={styles['text']}>{s.intro}</p>
      <Show when={index.error()}>
        {(error) => <ErrorNotice error={error()} onRetry={index.reload} />}
      </Show>
      <Show when={index.status()}>
        {(status) => (
          <>
            <Show when={status().question}>
              {(question) => (
                <MissingNotice
                  form="inline"
                  locationId={props.locationId}
                  name={props.name}
                  question={question()}
                />
              )}
            </Show>
            <Part title={s.state}>
              <StatePart status={status()} />
            </Part>
            <Part title={s.mode}>
              <div>
                <SegmentedControl
                  label={s.mode}
                  value={status().mode}
                  choices={modes}
                  onChange={(mode) => void configure.run(mode)}
                />
              </div>
              <p class={styles['text']}>{s.modeTexts[status().mode]}</p>
              <Show when={configure.error()}>{(error) => <ErrorNotice error={error()} />}</Show>
            </Part>
            <Part title={s.rules} text={s.rulesText}>
              <RulesPart status={status()} name={props.name} onSaved={index.reload} />
            </Part>
            <Part title={s.left}>
              <ListsPart status={status()} name={props.name} />
            </Part>
          </>
        )}
      </Show>
    </div>
  )
}

function Part(props: ParentProps<{ title: string; text?: string }>): JSX.Element {
  return (
    <section class={styles['part']}>
      <h2 class={styles['heading']}>{props.title}</h2>
      <Show when={props.text}>
        <p class={styles['text']}>{props.text}</p>
      </Show>
      {props.children}
    </section>
  )
}
