import { createSignal, untrack } from 'solid-js'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button } from './Button.tsx'
import { Checkbox } from './Checkbox.tsx'
import { Notice } from './Notice.tsx'
import { ProgressBar } from './ProgressBar.tsx'
import { SegmentedControl } from './SegmentedControl.tsx'
import { Select } from './Select.tsx'
import { show } from './testing.tsx'
import { TextField } from './TextField.tsx'

test('progress has a value only when the total is known', async () => {
  const [value, setValue] = createSignal<number>()
  show(() => <ProgressBar label="Copying" value={value()} text="some of 500" />)
  const bar = page.getByRole('progressbar', { name: 'Copying' })
  expect(bar.element().matches(':indeterminate')).toBe(true)
  setValue(0.25)
  expect(bar.element().matches(':indeterminate')).toBe(false)
  await expect.element(bar).toHaveAttribute('value', '0.25')
  setValue(7)
  await expect.element(bar).toHaveAttribute('value', '1')
  setValue(undefined)
  expect(bar.element().matches(':indeterminate')).toBe(true)
})

test('a checkbox can be on, off and mixed', async () => {
  const [state, setState] = createSignal<boolean | 'mixed'>('mixed')
  show(() => (
    <Checkbox checked={state()} onChange={setState}>
      Fieldwork
    </Checkbox>
  ))
  const box = page.getByRole('checkbox', { name: 'Fieldwork' })
  await expect.element(box).toBePartiallyChecked()
  await page.getByText('Fieldwork').click()
  expect(untrack(state)).toBe(true)
  await expect.element(box).toBeChecked()
  await userEvent.keyboard(' ')
  expect(untrack(state)).toBe(false)
})

test('segments are one tab stop, arrows choose', async () => {
  const [value, setValue] = createSignal<'list' | 'grid'>('list')
  show(() => (
    <SegmentedControl
      label="View"
      value={value()}
      onChange={setValue}
      choices={[
        { value: 'list', label: 'List' },
        { value: 'grid', label: 'Grid' },
      ]}
    />
  ))
  await expect.element(page.getByRole('radiogroup', { name: 'View' })).toBeVisible()
  await userEvent.tab()
  await expect.element(page.getByRole('radio', { name: 'List' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(untrack(value)).toBe('grid')
  await expect.element(page.getByRole('radio', { name: 'Grid' })).toBeChecked()
})

test('a select gives one of its choices', async () => {
  const [value, setValue] = createSignal<'name' | 'size'>('name')
  show(() => (
    <Select
      label="Sort by"
      value={value()}
      onChange={setValue}
      choices={[
        { value: 'name', label: 'Name' },
        { value: 'size', label: 'Size' },
      ]}
    />
  ))
  const select = page.getByRole('combobox', { name: 'Sort by' })
  await expect.element(select).toHaveValue('name')
  await select.selectOptions('Size')
  expect(untrack(value)).toBe('size')
  setValue('name')
  await expect.element(select).toHaveValue('name')
})

test('a field says what is wrong with its value', async () => {
  const [value, setValue] = createSignal('')
  show(() => (
    <TextField
      label="Name"
      value={value()}
      onInput={setValue}
      hint="Only Holdall uses this name."
      error={value().includes(':') ? 'A name cannot hold a colon.' : undefined}
    />
  ))
  const field = page.getByRole('textbox', { name: 'Name' })
  await expect.element(field).toHaveAccessibleDescription('Only Holdall uses this name.')
  await field.fill('Field:work')
  expect(untrack(value)).toBe('Field:work')
  await expect.element(field).toHaveAccessibleDescription('A name cannot hold a colon.')
  await expect.element(field).toBeInvalid()
})

test('a notice is read aloud when it should be', async () => {
  const pressed: string[] = []
  show(() => (
    <>
      <Notice
        tone="danger"
        announce
        actions={<Button onClick={() => pressed.push('retry')}>Try again</Button>}
      >
        Not enough room
      </Notice>
      <Notice tone="info">Quiet</Notice>
    </>
  ))
  await expect.element(page.getByRole('alert')).toHaveTextContent('Not enough room')
  expect(document.querySelectorAll('[role=status]')).toHaveLength(0)
  await page.getByRole('button', { name: 'Try again' }).click()
  expect(pressed).toEqual(['retry'])
})
