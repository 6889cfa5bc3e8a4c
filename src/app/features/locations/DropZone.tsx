import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import FileX from 'lucide-solid/icons/file-x'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import { bringsFiles, bringsOnlyFiles, readDrop } from '../../platform/drop-folders.ts'
import { Icon } from '../../ui/Icon.tsx'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations } from './locations.store.ts'
import styles from './DropZone.module.css'

/** The whole window takes folders, and says so while something is dragged over it. */
export function DropZone() {
  const locations = useLocations()
  const [over, setOver] = createSignal<'folders' | 'files'>()
  /** A picture dragged inside the page counts as a file for the browser, and is none of our business. */
  let isOwnDrag = false

  const hover = (event: DragEvent) => {
    const { dataTransfer } = event
    if (isOwnDrag || dataTransfer === null || !bringsFiles(dataTransfer)) return
    event.preventDefault() // without it the browser would leave the app for the file
    const mode = bringsOnlyFiles(dataTransfer) ? 'files' : 'folders'
    dataTransfer.dropEffect = 'copy' // files too: a drop that is refused could not be answered in words
    setOver(mode)
  }
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(undefined) // out of the window, not from one element to the next
  }
  const drop = (event: DragEvent) => {
    setOver(undefined)
    const { dataTransfer } = event
    if (isOwnDrag || dataTransfer === null || !bringsFiles(dataTransfer)) return
    event.preventDefault()
    void readDrop(dataTransfer).then(locations.addDrop)
  }

  onMount(() => {
    const events = new AbortController()
    const { signal } = events
    window.addEventListener('dragstart', () => (isOwnDrag = true), { signal, capture: true })
    window.addEventListener('dragend', () => (isOwnDrag = false), { signal, capture: true })
    window.addEventListener('dragenter', hover, { signal })
    window.addEventListener('dragover', hover, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    // No pointer moves while something is dragged: a drag whose end was not told is over.
    window.addEventListener('pointermove', () => setOver(undefined), { signal, passive: true })
    onCleanup(() => events.abort())
  })

  return (
    <Show when={over()}>
      {(mode) => (
        <output class={styles['overlay']} data-mode={mode()}>
          <div class={styles['card']}>
            <Icon of={mode() === 'files' ? FileX : FolderPlus} size={24} />
            <div>
              <p class={styles['title']}>{mode() === 'files' ? s.dropFiles : s.dropFolders}</p>
              <p class={styles['text']}>
                {mode() === 'files' ? s.dropFilesMore : s.dropFoldersMore}
              </p>
            </div>
          </div>
        </output>
      )}
    </Show>
  )
}
