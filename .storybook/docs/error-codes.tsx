import { errorCodes, LiveChatAuthError } from '@lcw-auth/core';
import type { ReactNode } from 'react';

/** All codes, from the table in core that the errors use. */
export function ErrorCodes(): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Message</th>
          <th scope="col">Retryable</th>
          <th scope="col">Widget code</th>
          <th scope="col">Section</th>
        </tr>
      </thead>
      <tbody>
        {errorCodes.map((code) => {
          const { message, retryable, widgetErrorCode, docsUrl } = new LiveChatAuthError(code);
          return (
            <tr key={code}>
              <td>
                <code>{code}</code>
              </td>
              <td>{message}</td>
              <td>{retryable ? 'yes' : 'no'}</td>
              <td>{widgetErrorCode ?? 'none'}</td>
              <td>
                <a href={docsUrl} target="_blank" rel="noreferrer">
                  More
                </a>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
