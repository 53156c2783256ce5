using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FundLedger.Payments;

/// <summary>What a column of a payment file holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentField>))]
public enum PaymentField
{
    /// <summary>The same text in every row.</summary>
    Text,

    /// <summary>1, 2, 3…</summary>
    Place,
    Reference,
    Holder,
    Number,
    BankName,
    BankCode,

    /// <summary>With a point and without groups: 1234.50.</summary>
    Amount,
    Currency,

    /// <summary>The order's note.</summary>
    Note,

    /// <summary>Of the order.</summary>
    Date,
}

/// <param name="Title">Of the column; not written where the profile has no header.</param>
/// <param name="Text">For <see cref="PaymentField.Text"/>.</param>
public sealed record PaymentColumn(string Title, PaymentField Field, string? Text = null);

/// <summary>How a bank wants its file.</summary>
/// <param name="Encoding">utf-8 (with a mark at its start) or gb18030.</param>
public sealed record PaymentProfile(IReadOnlyList<PaymentColumn> Columns, string Encoding = "utf-8", bool HasHeader = true, char Delimiter = ',')
{
    private static readonly PaymentColumn[] Usual =
    [
        new("序号", PaymentField.Place), new("参考号", PaymentField.Reference), new("收款户名", PaymentField.Holder), new("收款账号", PaymentField.Number), new("开户行", PaymentField.BankName),
        new("联行号", PaymentField.BankCode), new("金额", PaymentField.Amount), new("币种", PaymentField.Currency), new("用途", PaymentField.Note),
    ];

    /// <summary>For a bank's upload page that lets columns be assigned, by name.</summary>
    public static IReadOnlyDictionary<string, PaymentProfile> Known { get; } = new Dictionary<string, PaymentProfile> { ["generic"] = new(Usual), ["gb18030"] = new(Usual, "gb18030") };

    /// <summary>As JSON, with the members of this type in camelCase.</summary>
    public static Outcome<PaymentProfile> Read(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<PaymentProfile>(json, new JsonSerializerOptions(JsonSerializerDefaults.Web)) is { Columns.Count: > 0 } profile && profile.Encoding is "utf-8" or "gb18030")
                return profile;
        }
        catch (JsonException)
        {
            // told below, as any other profile that cannot be used
        }

        return Refusal.Of("profile-unreadable", "profile",
            """读不懂这个付款文件格式。应写作 {"columns":[{"title":"收款账号","field":"number"}],"encoding":"gb18030"}。""",
            """This payment profile cannot be read. Write it like {"columns":[{"title":"Account","field":"number"}],"encoding":"utf-8"}.""");
    }
}

/// <summary>The file that is given to the bank. The same order and profile give the same bytes.</summary>
public static class PaymentFile
{
    static PaymentFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static byte[] Write(PaymentOrder order, IReadOnlyList<Payment> payments, PaymentProfile profile)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, profile.Encoding == "utf-8" ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) : Encoding.GetEncoding(profile.Encoding)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = profile.Delimiter.ToString(), NewLine = "\r\n" }))
        {
            if (profile.HasHeader) Row(csv, profile.Columns.Select(column => column.Title));
            foreach (var payment in payments) Row(csv, profile.Columns.Select(column => ValueOf(column, order, payment)));
        }

        return bytes.ToArray();
    }

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    private static string ValueOf(PaymentColumn column, PaymentOrder order, Payment payment) => column.Field switch
    {
        PaymentField.Place => payment.Place.ToString(CultureInfo.InvariantCulture),
        PaymentField.Reference => payment.Reference,
        PaymentField.Holder => FormulaSafe.Escaped(payment.Holder ?? ""),
        PaymentField.Number => payment.Number ?? "",
        PaymentField.BankName => FormulaSafe.Escaped(payment.BankName ?? ""),
        PaymentField.BankCode => payment.BankCode ?? "",
        PaymentField.Amount => payment.Amount.ToAmountText(),
        PaymentField.Currency => payment.Amount.Currency.Code,
        PaymentField.Note => FormulaSafe.Escaped(order.Note),
        PaymentField.Date => order.OrderedOn.ToIso(),
        _ => column.Text ?? "",
    };
}

/// <summary>Reads the bank's answer: a CSV whose header names the reference, what became of the payment, the day, and perhaps why.</summary>
public static class PaymentResultsFile
{
    private const int MostBytes = 10 * 1024 * 1024;

    private static readonly string[] References = ["参考号", "业务参考号", "客户参考号", "reference", "ref"];
    private static readonly string[] Statuses = ["结果", "状态", "处理结果", "交易状态", "result", "status"];
    private static readonly string[] Days = ["日期", "处理日期", "交易日期", "date"];
    private static readonly string[] Reasons = ["原因", "失败原因", "附言", "reason", "message"];

    private static readonly Dictionary<string, PaymentStatus> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["成功"] = PaymentStatus.Paid, ["已付"] = PaymentStatus.Paid, ["交易成功"] = PaymentStatus.Paid, ["paid"] = PaymentStatus.Paid, ["success"] = PaymentStatus.Paid, ["succeeded"] = PaymentStatus.Paid,
        ["失败"] = PaymentStatus.Failed, ["未付成"] = PaymentStatus.Failed, ["交易失败"] = PaymentStatus.Failed, ["拒绝"] = PaymentStatus.Failed, ["failed"] = PaymentStatus.Failed, ["rejected"] = PaymentStatus.Failed,
        ["退回"] = PaymentStatus.Returned, ["退票"] = PaymentStatus.Returned, ["已退回"] = PaymentStatus.Returned, ["returned"] = PaymentStatus.Returned,
    };

    static PaymentResultsFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>All of its rows, or the first thing that is wrong with its line.</summary>
    /// <param name="today">For rows that name no day.</param>
    public static Outcome<IReadOnlyList<PaymentResult>> Read(byte[] content, DateOnly today)
    {
        if (content.Length > MostBytes) return Bad("结果文件大于 10 MB。", "The file is larger than 10 MB.");
        try
        {
            using var csv = new CsvParser(new StringReader(TextOf(content)), new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = 10_000, DetectDelimiter = true, DetectDelimiterValues = [",", "\t", ";", "|"] });
            return Read(csv, today);
        }
        catch (Exception unreadable) when (unreadable is CsvHelperException or DecoderFallbackException)
        {
            return Bad("不是完好的 CSV 文件。", "It is no sound CSV file.");
        }
    }

    private static Outcome<IReadOnlyList<PaymentResult>> Read(CsvParser csv, DateOnly today)
    {
        if (!csv.Read() || csv.Record is not { } header) return Bad("文件是空的。", "The file is empty.");
        var titles = header.Select(title => title.Trim().TrimStart('\ufeff')).ToList();
        int Find(string[] names) => titles.FindIndex(title => names.Contains(title, StringComparer.OrdinalIgnoreCase));
        var (reference, status, day, reason) = (Find(References), Find(Statuses), Find(Days), Find(Reasons));
        if (reference < 0 || status < 0) return Bad("第 1 行应有“参考号”和“结果”两列。", "Line 1 must name the columns 'reference' and 'result'.");

        var results = new List<PaymentResult>();
        var seen = new Dictionary<string, int>();
        while (csv.Read())
        {
            var (row, line) = (csv.Record!, csv.RawRow);
            string At(int column) => column >= 0 && column < row.Length ? row[column].Trim() : "";
            if (row.All(string.IsNullOrWhiteSpace)) continue;
            if (At(reference).Length == 0) return Bad($"第 {line} 行没有参考号。", $"Line {line} has no reference.");
            if (!Words.TryGetValue(At(status), out var became))
                return Bad($"第 {line} 行：不认识结果“{At(status)}”。请写成功、失败或退回。", $"Line {line}: the result '{At(status)}' is not known. Write paid, failed or returned.");
            var on = today;
            if (At(day).Length > 0 && !IsoDates.TryParse(At(day).Replace('/', '-'), out on) && !DateOnly.TryParseExact(At(day), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out on))
                return Bad($"第 {line} 行：“{At(day)}”不是日期。请写如 2026-01-31。", $"Line {line}: '{At(day)}' is not a date. Write it like 2026-01-31.");
            if (!seen.TryAdd(At(reference), line))
                return Bad($"第 {line} 行：参考号 {At(reference)} 在第 {seen[At(reference)]} 行已有。", $"Line {line}: the reference {At(reference)} is on line {seen[At(reference)]} already.");
            results.Add(new PaymentResult(At(reference), became, on, At(reason) is { Length: > 0 } why ? why : null, line));
        }

        return results.Count == 0 ? Bad("文件里没有结果。", "There is no result in the file.") : results;
    }

    private static string TextOf(byte[] content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content);
        }
    }

    private static Refusal Bad(string zh, string en) => Refusal.Of("results-unreadable", "file", zh, en);
}
