using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Telling;

namespace FundLedger.Web.Hosting;

/// <summary>Something that whoever runs the program sets in its environment. <c>docs/settings.md</c> tells of each; a test compares.</summary>
/// <param name="Name">Of the environment variable.</param>
/// <param name="Range">What it may be, as a half sentence.</param>
/// <param name="Default">As it would be written; empty for nothing.</param>
/// <param name="IsGood">Whether a value that was given will do; empty ones count as not given.</param>
/// <param name="IsSecret">Its value is never shown.</param>
internal sealed record Setting(string Name, Bilingual Range, string Default, Func<string, bool> IsGood, bool IsSecret = false)
{
    /// <summary>Null where nothing is set.</summary>
    internal string? Of(Func<string, string?> environment) => environment(Name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    internal Refusal? RefusalFor(Func<string, string?> environment)
    {
        if (Of(environment) is not { } value || IsGood(value)) return null;
        var (zh, en) = IsSecret ? ("现在的值不是", "The value it has is not") : ($"现在是“{value}”", $"It is '{value}' now");
        return Refusal.Of("setting-wrong", Name, $"环境变量 {Name} 应为{Range.Zh}。{zh}。", $"The environment variable {Name} is {Range.En}. {en}.");
    }

    /// <summary>A whole number between two others.</summary>
    internal static Setting Whole(string name, long least, long most, long unlessSet, Bilingual what) => new(
        name, new($"{least} 至 {most} 的整数，{what.Zh}", $"a whole number from {least} to {most}, {what.En}"), unlessSet.ToString(CultureInfo.InvariantCulture),
        value => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    internal static Setting Word(string name, string unlessSet, params string[] words) => new(
        name, new($"以下之一：{string.Join("、", words)}", $"one of {string.Join(", ", words)}"), unlessSet, value => words.Contains(value, StringComparer.OrdinalIgnoreCase));

    internal static Setting Text(string name, Bilingual what, string unlessSet = "") => new(name, what, unlessSet, _ => true);

    internal static Setting Secret(string name, Bilingual what) => new(name, what, "", _ => true, IsSecret: true);

    internal static Setting Address(string name, Bilingual what) => new(name, what, "", value => SiteAddress.ReadPublic(value).IsDone(out _, out _));
}

/// <summary>All settings there are.</summary>
internal static class Settings
{
    internal static readonly Setting Data = Setting.Text("FUNDLEDGER_DATA", new("账本所在的目录", "the folder of the books"), "./data/books");
    internal static readonly Setting Dialect = Setting.Word("FUNDLEDGER_Storage__Dialect", nameof(Storage.Dialect.Sqlite), nameof(Storage.Dialect.Sqlite), nameof(Storage.Dialect.SqlServer));
    internal static readonly Setting ConnectionString = Setting.Secret("FUNDLEDGER_Storage__ConnectionString", new("SQL Server 的连接字符串，须写明 Encrypt 和 Database", "the connection string of SQL Server, which says Encrypt and Database"));
    internal static readonly Setting WritersAtOnce = Setting.Whole("FUNDLEDGER_Storage__WritersAtOnce", 1, 1_000, 32, new("SQL Server 上同时进行的写入", "writes under way at once on SQL Server"));
    internal static readonly Setting QueueLength = Setting.Whole("FUNDLEDGER_Storage__QueueLength", 1, 1_000_000, 4_096, new("可以排队等候的写入，再多即答“正忙”", "writes that may wait; one more is answered busy"));
    internal static readonly Setting BatchLength = Setting.Whole("FUNDLEDGER_Storage__BatchLength", 1, 10_000, 512, new("内嵌账本一次提交的写入", "writes that embedded books commit together"));
    internal static readonly Setting MostPages = Setting.Whole("FUNDLEDGER_Storage__MostPages", 0, 1_000_000_000, 0, new("内嵌账本文件最多的页数（每页 4 KB），0 为不限", "pages of 4 KB that the file of embedded books may have, 0 for as many as fit"));
    internal static readonly Setting CopyTarget = Setting.Secret("FUNDLEDGER_Copy__ConnectionString", new("copy 的目标服务器的连接字符串", "the connection string of the server that copy writes to"));
    internal static readonly Setting SealKey = Setting.Text(SealKeyFile.Variable, new("签署检查点的密钥文件（PEM 或 PKCS #12）", "the file of the key that signs checkpoints (PEM or PKCS #12)"), "checkpoint-key.pem");
    internal static readonly Setting SealKeyPassword = Setting.Secret("FUNDLEDGER_SealKeyPassword", new("上述 PKCS #12 文件的密码", "the password of that file where it is PKCS #12"));
    internal static readonly Setting CheckpointFolder = Setting.Text(SealPlaces.FolderVariable, new("账本之外存放检查点的目录", "a folder outside the books where checkpoints are filed"));
    internal static readonly Setting PublicAddress = Setting.Address(SiteAddress.PublicVariable, new("网站对外的网址，如 https://ledger.example.cn", "the address at which everybody reaches the site, such as https://ledger.example.cn"));
    internal static readonly Setting CertificatePassword = Setting.Secret("FUNDLEDGER_CertificatePassword", new("--certificate 文件的密码", "the password of the file named by --certificate"));
    internal static readonly Setting BackupFolder = Setting.Text("FUNDLEDGER_BackupFolder", new("每天备份内嵌账本的目录；不设则不自动备份", "a folder for the daily backups of embedded books; without it none is made by itself"));
    internal static readonly Setting BackupsKept = Setting.Whole("FUNDLEDGER_BackupsKept", 1, 1_000, 14, new("保留最近的备份份数", "backups that are kept, the latest"));
    internal static readonly Setting DrainSeconds = Setting.Whole("FUNDLEDGER_DrainSeconds", 0, 15, 0, new("停止时继续应答读取、拒绝新写入的秒数，让代理换到别的节点", "seconds for which a stopping node still answers reads and refuses writes, so that a proxy moves on"));
    internal static readonly Setting LogFormat = Setting.Word("FUNDLEDGER_LogFormat", "text", "text", "json");
    internal static readonly Setting Token = Setting.Secret("FUNDLEDGER_Token", new("写入的命令所代表的人的 API 令牌", "the API token of whom a writing command acts for"));
    internal static readonly Setting Password = Setting.Secret("FUNDLEDGER_Password", new("person first-administrator 所建管理员的密码", "the password of the administrator that person first-administrator makes"));
    /// <summary>Checked once more as a whole when they are read.</summary>
    internal static readonly IReadOnlyList<Setting> OfTelling =
    [
        Setting.Text(TellingSettings.Host, new("邮件服务器；不设则只有站内通知", "the mail server; without it notices are in the program only")),
        Setting.Whole(TellingSettings.Port, 1, 65_535, 587, new("邮件服务器的端口；tls 时默认为 465", "the port of the mail server; 465 unless set with tls")),
        Setting.Word(TellingSettings.Tls, "starttls", "starttls", "tls", "none"),
        Setting.Text(TellingSettings.From, new("发件地址，如 fundledger@example.org", "the address messages come from, such as fundledger@example.org")),
        Setting.Text(TellingSettings.User, new("邮件服务器的用户名；不设则不登录", "the user at the mail server; without it nobody signs in there")),
        Setting.Secret(TellingSettings.Password, new("该用户的密码", "the password of that user")),
        Setting.Text(TellingSettings.PasswordFile, new("存有该密码的文件", "a file with that password")),
        Setting.Text(TellingSettings.NetworksVariable, new("允许 webhook 送往的非公网网段，如 10.0.0.0/8，多个用分号隔开", "networks that are not public and that webhooks may go into, such as 10.0.0.0/8, apart by semicolons")),
    ];

    internal static readonly Setting TelemetryEndpoint = Setting.Address("OTEL_EXPORTER_OTLP_ENDPOINT", new("OTLP 收集器的网址，如 http://127.0.0.1:4317；不设则不送出任何遥测", "the address of an OTLP collector, such as http://127.0.0.1:4317; without it no telemetry leaves"));
    internal static readonly Setting TelemetryName = Setting.Text("OTEL_SERVICE_NAME", new("遥测中的服务名", "the name of the service in telemetry"), "fundledger");

    /// <summary>Standard names, handed on to the exporter as they are.</summary>
    internal static readonly IReadOnlyList<Setting> OfTelemetry =
    [
        TelemetryEndpoint, TelemetryName,
        Setting.Word("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "grpc", "http/protobuf"),
        Setting.Secret("OTEL_EXPORTER_OTLP_HEADERS", new("送给收集器的请求头，如 api-key=…", "headers for the collector, such as api-key=…")),
        Setting.Whole("OTEL_EXPORTER_OTLP_TIMEOUT", 1, 600_000, 10_000, new("送出一批的时限（毫秒）", "milliseconds in which a batch is to be sent")),
        Setting.Whole("OTEL_METRIC_EXPORT_INTERVAL", 1_000, 3_600_000, 60_000, new("送出指标的间隔（毫秒）", "milliseconds between exports of metrics")),
        Setting.Text("OTEL_RESOURCE_ATTRIBUTES", new("附加的资源属性，如 deployment.environment=prod", "more attributes of the resource, such as deployment.environment=prod")),
        Setting.Word("OTEL_TRACES_SAMPLER", "parentbased_always_on", "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"),
        new("OTEL_TRACES_SAMPLER_ARG", new("0 至 1 的数，抽取的比例", "a number from 0 to 1, the share that is sampled"), "1",
            value => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1),
    ];

    internal static readonly IReadOnlyList<Setting> All =
    [
        Data, Dialect, ConnectionString, WritersAtOnce, QueueLength, BatchLength, MostPages, CopyTarget, SealKey, SealKeyPassword, CheckpointFolder, PublicAddress, CertificatePassword,
        BackupFolder, BackupsKept, DrainSeconds, LogFormat, Token, Password, .. OfTelling, .. OfTelemetry,
    ];

    /// <summary>What is wrong with the first that is; null when the program may start.</summary>
    internal static Refusal? RefusalFor(Func<string, string?> environment) => All.Select(setting => setting.RefusalFor(environment)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Of one that is a whole number.</summary>
    /// <exception cref="CannotOpenException">It is none that will do.</exception>
    internal static int Whole(Setting setting, Func<string, string?> environment)
    {
        if (setting.RefusalFor(environment) is { } wrong) throw new CannotOpenException(wrong.Message);
        return int.Parse(setting.Of(environment) ?? setting.Default, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
