// What Holdall is, which version, whose work, and what it does with data.
import type { ParentProps } from 'solid-js'
import { useCommands } from '../../commands/registry.ts'
import { BrandMark } from '../../parts/BrandMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { aboutStrings as s } from './about.strings.ts'
import styles from './AboutPage.module.css'

/** Made by the build, and precached. */
const NOTICES = '/THIRD-PARTY-NOTICES.txt'

export default function AboutPage() {
  const commands = useCommands()
  return (
    <div class={styles['scroller']}>
      <div class={styles['page']}>
        <header class={styles['header']}>
          <BrandMark size={36} />
          <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
            {s.title}
          </h1>
          <p class={styles['text']}>{s.what}</p>
          <div>
            <Button onClick={() => commands.run('app.keys')}>{s.keys}</Button>
          </div>
        </header>
        <dl class={styles['facts']}>
          <Fact what={s.version}>{__BUILD_ID__}</Fact>
          <Fact what={s.truth}>{s.truthText}</Fact>
          <Fact what={s.private}>{s.privateText}</Fact>
          <Fact what={s.offline}>{s.offlineText}</Fact>
          <Fact what={s.scripts}>{s.scriptsText}</Fact>
          <Fact what={s.licence}>{s.licenceText}</Fact>
          <Fact what={s.notices}>
            {s.noticesText}{' '}
            <a href={NOTICES} target="_blank" rel="noreferrer">
              {s.noticesLink}
            </a>
          </Fact>
        </dl>
      </div>
    </div>
  )
}

function Fact(props: ParentProps<{ what: string }>) {
  return (
    <div class={styles['fact']}>
      <dt class={styles['what']}>{props.what}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
