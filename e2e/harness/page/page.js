// The page that the harness proves itself on: it asks for folders in every way and tells what it got.
const log = document.querySelector('#log')
let folder

/** Waits for one event of a request or transaction of IndexedDB. */
const settled = (target, event) =>
  new Promise((resolve, reject) => {
    target.addEventListener(event, () => resolve(target.result))
    target.addEventListener('error', () => reject(target.error))
  })

const opening = indexedDB.open('harness', 1)
opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('handles'))
const database = await settled(opening, 'success')

async function store(access) {
  const transaction = database.transaction('handles', 'readwrite')
  const request = access(transaction.objectStore('handles'))
  await settled(transaction, 'complete')
  return request.result
}

/** `word NAME: names in it; permission to read, to write` */
async function tell(word) {
  const names = []
  try {
    for await (const name of folder.keys()) names.push(JSON.stringify(name))
  } catch (error) {
    names.push(error.name)
  }
  names.sort((a, b) => (a < b ? -1 : 1))
  const read = await folder.queryPermission({ mode: 'read' })
  const write = await folder.queryPermission({ mode: 'readwrite' })
  log.textContent = `${word} ${folder.name}: ${names.join(' ')}; ${read}, ${write}`
}

async function take(word, handle) {
  folder = handle
  await store((handles) => handles.put(handle, 'folder'))
  await tell(word)
}

function on(id, act) {
  document.querySelector(id).addEventListener('click', () => {
    log.textContent = ''
    act().catch((error) => {
      log.textContent = `${id} ${error.name}`
    })
  })
}

const drop = document.querySelector('#drop')
drop.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.dataset.over = 'yes'
})
drop.addEventListener('drop', (event) => {
  event.preventDefault()
  void event.dataTransfer.items[0].getAsFileSystemHandle().then((handle) => take('dropped', handle))
})
on('#pick-read', async () => take('picked', await showDirectoryPicker({ mode: 'read' })))
on('#pick-write', async () => take('picked', await showDirectoryPicker({ mode: 'readwrite' })))
on('#ask-read', async () => {
  await folder.requestPermission({ mode: 'read' })
  await tell('asked')
})
on('#ask-write', async () => {
  await folder.requestPermission({ mode: 'readwrite' })
  await tell('asked')
})
on('#write', async () => {
  const file = await folder.getFileHandle('written.txt', { create: true })
  const stream = await file.createWritable()
  await stream.write('from the page')
  await stream.close()
  log.textContent = 'written'
})

folder = await store((handles) => handles.get('folder'))
if (folder === undefined) log.textContent = 'empty'
else await tell('restored')
