import { For, Show, type JSX } from 'solid-js'
import type { At } from '#vdfs/api/paths.ts'
import { SplitPath } from '../../parts/SplitPath.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { SplitName } from '../../ui/SplitName.tsx'
import { inspectorStrings as s } from './inspector.strings.ts'
import styles from './Inspector.module.css'

/** "12 folders, 345 files, 3 hidden". */
export function holdings(
  counts: { readonly folders: number; readonly files: number; readonly hidden?: number },
  isReading: boolean,
): string {
  const { folders, files, hidden = 0 } = counts
  const parts = [
    folders > 0 ? s.folders(folders, formats.count(folders)) : '',
    files > 0 ? s.files(files, formats.count(files)) : '',
    hidden > 0 ? s.hidden(formats.count(hidden)) : '',
  ].filter(Boolean)
  const text = parts.length === 0 ? s.nothing : parts.join(', ')
  return isReading ? s.soFar(text) : text
}

export type FactLine = readonly [label: string, value: JSX.Element]

export function placeFacts(
  folder: At,
  locationName: string,
  isFolderItself: boolean,
): readonly FactLine[] {
  const path = folder.path
  const where = isFolderItself && path === '' ? s.topOfLocation : `${locationName}/${path}`
  return [
    [
      s.folder,
      <span class={styles['path']}>
        <SplitPath path={where} />
      </span>,
    ],
    [s.location, <SplitName name={locationName} hasExtension={false} />],
  ]
}

export function Emblem(props: { children: JSX.Element }) {
  return <div class={styles['emblem']}>{props.children}</div>
}

export function Title(props: { name: string; hasExtension: boolean }) {
  return (
    <h2 class={styles['title']}>
      <SplitName class={styles['name']} name={props.name} hasExtension={props.hasExtension} />
    </h2>
  )
}

/** Pairs of a word and what is known; lines without a value are left out. */
export function Facts(props: { of: readonly FactLine[] }) {
  return (
    <dl class={styles['facts']}>
      <For each={props.of}>
        {([label, value]) => (
          <Show when={value !== undefined && value !== ''}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Show>
        )}
      </For>
    </dl>
  )
}
