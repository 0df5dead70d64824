/**
 * What people are told, and who: cases in words and numbers, receivers and the routes to them. It knows what changed
 * ({@code alert}) and no technology; channels turn messages into mails and requests.
 */
package org.cxrwatch.notice;
