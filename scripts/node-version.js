// Imported first by every command: it must run on a Node that is too old for the rest.
// Only long-standing built-ins here, and no syntax younger than modules.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Holdall needs Node 20.19 or newer; this is Node ${process.versions.node}. Install a current Node and try again.\n`,
  )
  process.exit(1)
}
