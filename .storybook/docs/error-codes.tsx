import { errorCodes, LiveChatAuthError } from '@lcw-auth/core';
import { AnchorMdx } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';

/** All codes, from the table in core that the errors use. Each is a link to its section on the same page. */
export function ErrorCodes(): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Retryable</th>
          <th scope="col">Widget's error code</th>
        </tr>
      </thead>
      <tbody>
        {errorCodes.map((code) => {
          const { retryable, widgetErrorCode } = new LiveChatAuthError(code);
          return (
            <tr key={code}>
              <td>
                <AnchorMdx href={`#${code}`} target="_self">
                  {code}
                </AnchorMdx>
              </td>
              <td>{retryable ? 'yes' : 'no'}</td>
              <td>{widgetErrorCode ?? 'none'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
