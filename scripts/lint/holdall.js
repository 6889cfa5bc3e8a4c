// House rules that no ready-made plugin has, for oxlint's `jsPlugins`.
//
// The node types of the syntax tree have no published declarations for plug-ins, so each rule states the
// few fields that it reads.

/**
 * @typedef {{ type: string, [field: string]: unknown }} Node
 * @typedef {{ filename: string, report(problem: { node: Node, message: string }): void }} Context
 */
import { refusal } from './layers.js'

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
const isNode = (value) => typeof value === 'object' && value !== null && 'type' in value

/**
 * @param {Node} node
 * @param {string} field
 * @returns {Node | undefined}
 */
function child(node, field) {
  const value = node[field]
  return isNode(value) ? value : undefined
}

/**
 * @param {Node} node
 * @param {string} field
 * @returns {Node[]}
 */
function children(node, field) {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/**
 * The text of a string that is written out in the source.
 * @param {Node | undefined} node
 * @returns {string | undefined}
 */
function literalText(node) {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node?.type !== 'TemplateLiteral') return undefined
  return children(node, 'quasis')
    .map(({ value }) =>
      typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '',
    )
    .join('')
}

/**
 * Whether a value is known when the template is compiled.
 * @param {Node | undefined} node
 * @returns {boolean}
 */
function isStatic(node) {
  if (node?.type === 'UnaryExpression') return isStatic(child(node, 'argument'))
  if (node?.type === 'TemplateLiteral') return children(node, 'expressions').length === 0
  return node?.type === 'Literal'
}

/** @param {Node} attribute */
function attributeName(attribute) {
  const name = child(attribute, 'name')
  return typeof name?.['name'] === 'string' ? name['name'] : undefined
}

/** @param {Node} attribute */
function attributeValue(attribute) {
  const value = child(attribute, 'value')
  return value?.type === 'JSXExpressionContainer' ? child(value, 'expression') : value
}

const noStaticStyle = {
  meta: { type: 'problem' },
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    JSXAttribute(node) {
      if (attributeName(node) !== 'style') return
      const value = attributeValue(node)
      const message =
        'Solid compiles a static style into a style attribute, which the policy blocks: use a class.'
      if (isStatic(value)) context.report({ node, message })
      if (value?.type === 'ObjectExpression')
        for (const property of children(value, 'properties'))
          if (property.type === 'Property' && isStatic(child(property, 'value')))
            context.report({ node: property, message })
    },
  }),
}

const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
])

/**
 * Written-out words that an expression may show.
 * @param {Node | undefined} node
 * @returns {Node[]}
 */
function wordsIn(node) {
  if (node === undefined) return []
  if (node.type === 'ConditionalExpression')
    return [...wordsIn(child(node, 'consequent')), ...wordsIn(child(node, 'alternate'))]
  if (node.type === 'LogicalExpression')
    return [...wordsIn(child(node, 'left')), ...wordsIn(child(node, 'right'))]
  return /\p{L}/u.test(literalText(node) ?? '') ? [node] : []
}

const noLiteralText = {
  meta: { type: 'problem' },
  /** @param {Context} context */
  create(context) {
    const message = 'What people read comes from the dictionary of the feature (*.strings.ts).'
    return {
      /** @param {Node} node */
      JSXText(node) {
        if (/\p{L}/u.test(String(node['value']))) context.report({ node, message })
      },
      /** @param {Node} node */
      JSXExpressionContainer(node) {
        if (child(node, 'parent')?.type === 'JSXAttribute') return
        for (const found of wordsIn(child(node, 'expression')))
          context.report({ node: found, message })
      },
      /** @param {Node} node */
      JSXAttribute(node) {
        if (!spoken.has(attributeName(node) ?? '')) return
        for (const found of wordsIn(attributeValue(node))) context.report({ node: found, message })
      },
    }
  },
}

const noHtmlSinks = {
  meta: { type: 'problem' },
  /** @param {Context} context */
  create(context) {
    const message = 'Markup from strings is how a file name becomes code: build elements instead.'
    const nameOf = (/** @type {Node | undefined} */ node) =>
      node?.type === 'MemberExpression' ? child(node, 'property')?.['name'] : undefined
    return {
      /** @param {Node} node */
      AssignmentExpression(node) {
        const name = nameOf(child(node, 'left'))
        if (name === 'innerHTML' || name === 'outerHTML' || name === 'srcdoc')
          context.report({ node, message })
      },
      /** @param {Node} node */
      CallExpression(node) {
        const name = nameOf(child(node, 'callee'))
        if (
          name === 'insertAdjacentHTML' ||
          name === 'setHTMLUnsafe' ||
          name === 'createContextualFragment'
        )
          context.report({ node, message })
      },
    }
  },
}

const layers = {
  meta: { type: 'problem' },
  /** @param {Context} context */
  create(context) {
    const file = context.filename.replaceAll('\\', '/')
    const start = file.lastIndexOf('/src/')
    if (start === -1) return {}
    const from = file.slice(start + '/src/'.length)
    const check = (/** @type {Node} */ node) => {
      const specifier = literalText(child(node, 'source'))
      const message = specifier === undefined ? undefined : refusal(from, specifier)
      if (message !== undefined) context.report({ node, message })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      TSImportType: check,
    }
  },
}

export default {
  meta: { name: 'holdall' },
  rules: {
    layers,
    'no-static-style': noStaticStyle,
    'no-literal-text': noLiteralText,
    'no-html-sinks': noHtmlSinks,
  },
}
