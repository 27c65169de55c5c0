namespace Daybook.Insights.Mail;

/// <summary>How the connection is protected. StartTls never falls back to plain text.</summary>
internal enum MailSecurity { None, StartTls, Tls }

/// <summary>Where mail is handed in.</summary>
/// <param name="Sender">The address it is from.</param>
internal sealed record MailServer(string Host, int Port, MailSecurity Security, string? UserName, string? Password, string Sender);

internal sealed record MailMessage(string To, string Subject, string Text);
