// oxlint-disable jsx-a11y/prefer-tag-over-role -- a datalist cannot show folders as they are
import {
  createEffect,
  createSignal,
  createUniqueId,
  For,
  on,
  onMount,
  Show,
  untrack,
} from 'solid-js'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { SplitName } from '../../ui/SplitName.tsx'
import { completionsIn, lookUp } from './path-lookup.ts'
import { isSameAt } from './view.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { printTyped, readTyped, unfinished, type TypedContext } from './typed-path.ts'
import styles from './PathField.module.css'

/** The path as text: typing goes on with the names of folders, Enter goes there, Escape gives up. */
export function PathField(props: { explorer: Explorer }) {
  const core = useCore()
  const explorer = untrack(() => props.explorer)
  const listId = createUniqueId()
  const start = untrack(() => printTyped(explorer.location()?.name ?? '', explorer.view().at))
  const [text, setText] = createSignal(start)
  const [isTouched, setTouched] = createSignal(false)
  const [chosen, setChosen] = createSignal(-1)
  const [wrong, setWrong] = createSignal<string>()
  let input: HTMLInputElement | undefined
  let newest = 0

  const context = (): TypedContext => ({
    locations: explorer.locations(),
    here: explorer.view().at,
    origin: location.origin,
  })
  const typing = () => (isTouched() ? unfinished(text(), context()) : undefined)
  const inFolder = () => typing()?.folder
  const found = createQuery({
    topics: () => {
      const folder = inFolder()
      return folder === undefined ? [] : [dirTopic(folder)]
    },
    load: () => {
      const now = typing()
      if (now === undefined) return undefined
      const names =
        now.folder === undefined
          ? Promise.resolve(locationNames(now.prefix))
          : completionsIn(core, now.folder, now.prefix)
      return names.then((value) => ({ ok: true, value: { of: now.start, names: value } }) as const)
    },
  })
  const locationNames = (prefix: string) =>
    explorer
      .locations()
      .map(({ name }) => name)
      .filter((name) => name.toLowerCase().startsWith(prefix.toLowerCase()))
  const names = () => {
    const answer = found.data()
    return answer !== undefined && answer.of === typing()?.start ? answer.names : []
  }
  createEffect(on(text, () => setChosen(-1)))

  const close = () => {
    explorer.setEditingPath(false)
    explorer.focusList()
  }
  const type = (value: string) => {
    newest++
    setTouched(true)
    setWrong(undefined)
    setText(value)
  }
  const complete = (name: string) => {
    const now = typing()
    if (now === undefined) return
    type(`${now.start}${name}/`)
    input?.setSelectionRange(text().length, text().length)
  }
  const go = async () => {
    const mine = ++newest
    const nameOfLocation = (at: { locationId: string }) =>
      explorer.locations().find(({ locationId }) => locationId === at.locationId)?.name ?? ''
    const to = await lookUp(core, readTyped(text(), context()), nameOfLocation)
    if (mine !== newest) return
    if (to.type === 'wrong') {
      setWrong(to.sentence)
      return
    }
    if (to.select !== undefined || !isSameAt(to.at, explorer.view().at))
      explorer.goTo(to.at, to.select)
    close()
  }
  const move = (by: number) => {
    setTouched(true)
    const count = names().length
    if (count > 0) setChosen((at) => (at < 0 && by < 0 ? count - 1 : (at + by + count) % count))
  }

  const key = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const name = names()[Math.max(0, chosen())]
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      move(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Tab' && !event.shiftKey && name !== undefined) complete(name)
    else if (event.key === 'Enter') {
      if (chosen() >= 0 && name !== undefined) complete(name)
      void go()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const leave = (event: FocusEvent) => {
    const { relatedTarget, currentTarget } = event
    const isInside =
      currentTarget instanceof Node &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget)
    // the window losing the focus keeps the field as it is
    if (!isInside && document.hasFocus()) explorer.setEditingPath(false)
  }
  onMount(() => {
    input?.focus()
    input?.select()
  })

  const optionId = (index: number) => `${listId}-${index}`
  return (
    <div class={styles['field']} onFocusOut={leave}>
      <input
        ref={(element) => (input = element)}
        class={styles['input']}
        role="combobox"
        type="text"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="go"
        aria-label={s.path}
        placeholder={s.pathHint}
        aria-autocomplete="list"
        aria-expanded={names().length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen() < 0 ? undefined : optionId(chosen())}
        aria-invalid={wrong() === undefined ? undefined : 'true'}
        value={text()}
        onInput={(event) => type(event.currentTarget.value)}
        on:keydown={key}
      />
      <Show when={wrong() !== undefined || names().length > 0}>
        <div class={styles['panel']}>
          <Show when={wrong()}>
            <p class={styles['wrong']} role="alert">
              {wrong()}
            </p>
          </Show>
          <div id={listId} class={styles['list']} role="listbox" aria-label={s.completions}>
            <For each={names()}>
              {(name, index) => (
                <div
                  id={optionId(index())}
                  class={styles['option']}
                  role="option"
                  aria-selected={chosen() === index()}
                  onPointerDown={(event) => {
                    event.preventDefault() // the field keeps the focus
                    complete(name)
                  }}
                >
                  <EntryIcon kind="folder" />
                  <SplitName name={name} hasExtension={false} />
                </div>
              )}
            </For>
          </div>
        </div>
      </Show>
    </div>
  )
}
