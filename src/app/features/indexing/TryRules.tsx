import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import type { LocationId } from '#vdfs/api/ids.ts'
import { parsePath, type RelPath } from '#vdfs/api/paths.ts'
import type { LocationRules } from '#vdfs/api/rules.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { messageOf } from '../../errors/messages.ts'
import { ok } from '#vdfs/api/result.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { explanationOf } from './exclusion-words.ts'
import { indexingStrings as s } from './indexing.strings.ts'
import styles from './IndexPage.module.css'

/** Who types is not answered at every letter, ms. */
const REST_MS = 200

export interface TryRulesProps {
  locationId: LocationId
  name: string
  /** As they are edited; undefined while something is wrong with them. */
  rules: LocationRules | undefined
}

/** Says of any path whether the rules leave it out, and why. */
export function TryRules(props: TryRulesProps) {
  const core = useCore()
  const [typed, setTyped] = createSignal('')
  const [kind, setKind] = createSignal<'file' | 'folder'>('file')
  const [asked, setAsked] = createSignal<RelPath>()
  const parsed = () => parsePath(typed().trim())
  const refusal = () => {
    const path = parsed()
    return path.ok ? undefined : messageOf(path.error).text
  }
  createEffect(() => {
    const path = parsed()
    const timer = setTimeout(
      () => setAsked(path.ok && path.value !== '' ? path.value : undefined),
      REST_MS,
    )
    onCleanup(() => clearTimeout(timer))
  })
  const answer = createQuery({
    topics: () => ['index'],
    load: () => {
      const path = asked()
      if (path === undefined || props.rules === undefined) return undefined
      return explain({ locationId: props.locationId, path }, kind(), props.rules)
    },
  })
  const explain = async (
    at: { locationId: LocationId; path: RelPath },
    of: 'file' | 'folder',
    { sets, own }: LocationRules,
  ) => {
    const why = await core.indexing.explain({
      at,
      kind: of,
      rules: { sets: [...sets], own: [...own] },
    })
    return why.ok ? ok({ text: explanationOf(at.path, why.value) }) : why
  }
  return (
    <section class={styles['try']} aria-label={s.test}>
      <h3 class={styles['subheading']}>{s.test}</h3>
      <div class={styles['tryLine']}>
        <TextField
          class={styles['tryPath']}
          label={s.testPath(visibleName(props.name))}
          value={typed()}
          error={refusal()}
          onInput={setTyped}
        />
        <SegmentedControl
          label={s.testKind}
          value={kind()}
          choices={[
            { value: 'file', label: s.aFile },
            { value: 'folder', label: s.aFolder },
          ]}
          onChange={setKind}
        />
      </div>
      <output class={styles['answer']}>{answer.data()?.text}</output>
      <Show when={answer.error()}>{(error) => <ErrorNotice error={error()} />}</Show>
    </section>
  )
}
