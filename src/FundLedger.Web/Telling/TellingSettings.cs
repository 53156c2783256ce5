using System.Globalization;
using System.Net;
using FundLedger.Storage;
using FundLedger.Values;
using MimeKit;

namespace FundLedger.Web.Telling;

/// <summary>How the way to the mail server is guarded.</summary>
internal enum MailTls
{
    /// <summary>Encrypted after the first words (usually port 587).</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (usually port 465).</summary>
    Tls,

    /// <summary>In clear: for a server on this machine only.</summary>
    None,
}

/// <summary>The mail server.</summary>
/// <param name="Port">1 to 65535; 587 unless told, 465 with tls.</param>
/// <param name="From">The address messages come from.</param>
/// <param name="User">Null where the server asks for none.</param>
internal sealed record MailSettings(string Host, int Port, MailTls Tls, string From, string? User, string? Password)
{
    public override string ToString() => $"{Host}:{Port}"; // never the password
}

/// <summary>By which ways the program tells others. A wrong setting stops the program at its start, with a sentence.</summary>
/// <param name="Mail">Null where no mail server is set: notices are in the program only.</param>
/// <param name="Networks">Into which webhooks may go though they are not public; none unless told.</param>
internal sealed record TellingSettings(MailSettings? Mail, IReadOnlyList<IPNetwork> Networks)
{
    internal const string Host = "FUNDLEDGER_Mail__Host";
    internal const string NetworksVariable = "FUNDLEDGER_WebhookNetworks";
    internal const string Port = "FUNDLEDGER_Mail__Port";
    internal const string Tls = "FUNDLEDGER_Mail__Tls";
    internal const string From = "FUNDLEDGER_Mail__From";
    internal const string User = "FUNDLEDGER_Mail__User";
    internal const string Password = "FUNDLEDGER_Mail__Password";
    internal const string PasswordFile = "FUNDLEDGER_Mail__PasswordFile";

    internal static TellingSettings None { get; } = new(null, []);

    internal static Outcome<TellingSettings> Read(Func<string, string?> environment)
    {
        string? Value(string name) => environment(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        var networks = new List<IPNetwork>();
        foreach (var text in Value(NetworksVariable)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!IPNetwork.TryParse(text, out var network))
                return Refusal.Of("webhook-networks", NetworksVariable, $"{NetworksVariable}：“{text}”不是网段。请写如 10.0.0.0/8，多个用分号隔开。", $"{NetworksVariable}: '{text}' is no network. Write it like 10.0.0.0/8, several apart by semicolons.");
            networks.Add(network);
        }

        if (Value(Host) is not { } host)
            return Value(From) is null && Value(User) is null ? new TellingSettings(null, networks) : Refusal.Of("mail-host", Host, $"设了邮件的其他设置，却没有 {Host}（邮件服务器）。", $"Other settings of mail are there, and {Host}, the mail server, is not.");
        if (!(Value(Tls) ?? "starttls").Equals("starttls", StringComparison.OrdinalIgnoreCase) && Value(Tls)!.ToUpperInvariant() is not ("TLS" or "NONE"))
            return Refusal.Of("mail-tls", Tls, $"{Tls} 应为 starttls、tls 或 none。", $"{Tls} is starttls, tls or none.");
        var tls = Value(Tls)?.ToUpperInvariant() switch { "TLS" => MailTls.Tls, "NONE" => MailTls.None, _ => MailTls.StartTls };
        if (tls == MailTls.None && !(host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))))
            return Refusal.Of("mail-tls", Tls, $"{Tls}=none 只用于本机的邮件服务器：{host} 不在本机。", $"{Tls}=none is for a mail server on this machine: {host} is not on it.");
        if (!int.TryParse(Value(Port) ?? (tls == MailTls.Tls ? "465" : "587"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535)
            return Refusal.Of("mail-port", Port, $"{Port} 应为 1 至 65535。", $"{Port} is between 1 and 65535.");
        if (Value(From) is not { } from || !MailboxAddress.TryParse(from, out _)) return Refusal.Of("mail-from", From, $"{From} 应是发件地址，如 fundledger@example.org。", $"{From} is the address messages come from, such as fundledger@example.org.");
        if (!PasswordOf(Value).IsDone(out var password, out var refusal)) return refusal;
        return Value(User) is { } user && password.Length == 0
            ? Refusal.Of("mail-password", Password, $"有 {User}，却没有 {Password} 或 {PasswordFile}。", $"{User} is set, and neither {Password} nor {PasswordFile} is.")
            : new TellingSettings(new MailSettings(host, port, tls, from, Value(User), password.Length > 0 ? password : null), networks);
    }

    /// <summary>Empty for none.</summary>
    private static Outcome<string> PasswordOf(Func<string, string?> value)
    {
        if (value(PasswordFile) is not { } file) return value(Password) ?? "";
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("mail-password", PasswordFile, $"读不出 {PasswordFile} 所指的文件 {file}。", $"The file {file} named by {PasswordFile} cannot be read.");
        }
    }
}
