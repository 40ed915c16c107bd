/** What can stand in a block as it is: printable, and without spaces that readers trim. */
const PLAIN_BLOCK = /^\S[\x20-\x7e\n]*\n[\x20-\x7e\n]*\S$/;

/** Characters that YAML wants escaped, and the library writes as they are. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Content as YAML. The library is loaded only when somebody wants it. */
export async function yamlText(content: unknown): Promise<string> {
  const { Document, isScalar, visit } = await import('yaml');
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && isScalar(node) && typeof node.value === 'string') {
        node.type = PLAIN_BLOCK.test(node.value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
      }
    },
  });
  return (
    document
      // Texts of several lines stay on one: the library loses spaces between the lines of long ones.
      .toString({ lineWidth: 0, defaultKeyType: 'PLAIN', doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
      .replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  );
}
