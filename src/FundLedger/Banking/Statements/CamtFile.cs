using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FundLedger.Donations.Lists;

namespace FundLedger.Banking.Statements;

/// <summary>A bank-to-customer statement in ISO 20022's XML (camt.053, any version). Read forward with one entry in memory; no document type and nothing outside the file is ever read.</summary>
/// <remarks>
/// Booked entries only. An entry that books several payments at once is one line for each, where their amounts add up to it; otherwise one line. The opening balance
/// goes into the balance of the first line of a statement and the closing balance into that of the last, so that what is missing between them is noticed.
/// </remarks>
public sealed class CamtFile
{
    private const int FailuresKept = 20;
    private const int BytesLookedAt = 4_096;

    private readonly Stream stream;
    private readonly Currency currency;
    private readonly HashSet<string> accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ListRow.Failed> failed = [];
    private long failedCount;

    private CamtFile(Stream stream, Currency currency) => (this.stream, this.currency) = (stream, currency);

    /// <summary>Whether a file is such a statement, by how it begins. The stream stands at its beginning afterwards.</summary>
    public static bool IsOne(Stream content)
    {
        content.Position = 0;
        var start = new byte[BytesLookedAt];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        var text = Encoding.UTF8.GetString(start, 0, read).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        return text.StartsWith('<') && (text.Contains("camt.053", StringComparison.OrdinalIgnoreCase) || text.Contains("BkToCstmrStmt", StringComparison.Ordinal));
    }

    /// <param name="content">Must seek, and stay open as long as the statement is read.</param>
    /// <param name="numberTail">The last digits of the account it must be of; empty where they are not known.</param>
    public static Outcome<StatementFile> Open(Stream content, string name, Currency currency, string numberTail)
    {
        if (content.Length > ListLimits.FileBytes) return ListRefusals.FileTooLarge(content.Length);
        var file = new CamtFile(content, currency);
        try
        {
            foreach (var _ in file.Walk(counts: true))
            {
                // counted: what fails, and whose statements they are
            }
        }
        catch (XmlException broken)
        {
            return Refusal.Of("camt-broken", "file",
                $"第 {broken.LineNumber} 行附近不是完好的 XML，请从银行重新下载。", $"Near line {broken.LineNumber} it is no sound XML. Download it from the bank again.");
        }

        if (file.accounts.Count > 1)
            return Refusal.Of("camt-accounts", "file",
                $"文件里有 {file.accounts.Count} 个账户的对账单（{Tails(file.accounts)}）。请从银行分别下载。", $"The file has statements of {file.accounts.Count} accounts ({Tails(file.accounts)}). Download them one by one.");
        if (numberTail.Length > 0 && file.accounts.FirstOrDefault() is { } number && !number.EndsWith(numberTail, StringComparison.OrdinalIgnoreCase))
            return Refusal.Of("camt-other-account", "file",
                $"对账单是尾号 {Tail(number)} 的账户，而所选账户的尾号是 {numberTail}。", $"The statement is of an account that ends in {Tail(number)}; the one chosen ends in {numberTail}.");
        content.Position = 0;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return new StatementFile(name, sha256, currency, """{"format":"camt.053"}""", () => file.Walk(counts: false), file.failed, file.failedCount);
    }

    private static string Tails(IEnumerable<string> numbers) => string.Join(", ", numbers.Take(5).Select(Tail));

    private static string Tail(string number) => number.Length > 4 ? "…" + number[^4..] : number;

    /// <param name="counts">Failures and accounts are told; on later walks they are known.</param>
    private IEnumerable<StatementLine> Walk(bool counts)
    {
        stream.Position = 0;
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true, CloseInput = false });
        var (row, statement) = (0L, new OneStatement());
        xml.Read();
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "Stmt")
            {
                if (statement.TakeLast() is { } last) yield return last;
                statement = new OneStatement();
            }

            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("Acct" or "Bal" or "Ntry"))
            {
                xml.Read();
                continue;
            }

            var element = (XElement)XNode.ReadFrom(xml); // the reader stands behind it then
            switch (element.Name.LocalName)
            {
                case "Acct" when counts && NumberOf(element) is { Length: > 0 } number:
                    accounts.Add(number);
                    break;
                case "Bal":
                    statement.Take(element, currency);
                    break;
                case "Ntry":
                    foreach (var line in LinesOf(element, ref row, counts))
                        if (statement.Next(line) is { } ready) yield return ready;
                    break;
            }
        }
    }

    private List<StatementLine> LinesOf(XElement entry, ref long row, bool counts)
    {
        row++;
        var status = Text(entry, "Sts", "Cd") is { Length: > 0 } code ? code : Text(entry, "Sts");
        if (status is not ("" or "BOOK")) return []; // pending, or for information
        if (AmountOf(entry) is not { } amount) return Fail(counts, row, "Amt", $"第 {row} 笔：读不出金额，或不是 {currency}。", $"Entry {row}: its amount cannot be read, or is not in {currency}.");
        if (DayOf(entry) is not { } day) return Fail(counts, row, "BookgDt", $"第 {row} 笔：没有记账日期。", $"Entry {row}: it has no booking date.");
        if (amount.IsZero) return [];

        var parts = entry.Elements().Where(one => one.Name.LocalName == "NtryDtls").Elements().Where(one => one.Name.LocalName == "TxDtls").ToList();
        var amounts = parts.Select(part => PartOf(part, amount)).ToList();
        var isSplit = parts.Count > 1 && amounts.All(part => part is { IsZero: false }) && amounts.Aggregate(Money.Zero(currency), (sum, part) => sum + part!.Value) == amount;
        if (!isSplit) return [LineOf(row, day, amount, entry, parts.Count == 1 ? parts[0] : null)];
        var lines = new List<StatementLine>(parts.Count);
        for (var i = 0; i < parts.Count; i++) lines.Add(LineOf(i == 0 ? row : ++row, day, amounts[i]!.Value, entry, parts[i]));
        return lines;
    }

    private static StatementLine LineOf(long row, DateOnly day, Money amount, XElement entry, XElement? part)
    {
        var party = part is null ? "" : First(Party(part, amount.IsPositive ? "Dbtr" : "Cdtr"), Party(part, amount.IsPositive ? "UltmtDbtr" : "UltmtCdtr"));
        var remittance = part is null ? "" : string.Join(' ', part.Elements().Where(one => one.Name.LocalName == "RmtInf").Elements().Where(one => one.Name.LocalName == "Ustrd").Select(one => one.Value.Trim()));
        var text = string.Join(' ', new[] { remittance, part is null ? "" : Text(part, "AddtlTxInf"), Text(entry, "AddtlNtryInf") }.Where(said => said.Length > 0).Distinct());
        var endToEnd = part is null ? "" : Text(part, "Refs", "EndToEndId");
        var reference = First(
            part is null ? "" : Text(part, "Refs", "AcctSvcrRef"), endToEnd == "NOTPROVIDED" ? "" : endToEnd, part is null ? "" : Text(part, "Refs", "TxId"), Text(entry, "AcctSvcrRef"), Text(entry, "NtryRef"));
        return new StatementLine(row, day, amount, null, ListedName.Clean(Clip(party, ListLimits.DonorCharacters)), Clip(text, ListLimits.NoteCharacters), Clip(reference, ListLimits.ReferenceCharacters));
    }

    /// <summary>With its sign; null where it cannot be read or is in another currency.</summary>
    private Money? AmountOf(XElement element, string? standing = null)
    {
        if (Child(element, "Amt") is not { } said || said.Attribute("Ccy")?.Value is { } code && code != currency.Code) return null;
        if (!decimal.TryParse(said.Value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || !AmountText.TryMoney(value, currency, out var amount)) return null;
        return (Text(element, "CdtDbtInd") is { Length: > 0 } indicator ? indicator : standing) switch
        {
            "CRDT" => amount,
            "DBIT" => -amount,
            _ => null,
        };
    }

    /// <summary>A payment of several in an entry: its amount as booked, the direction of the entry unless it says another.</summary>
    private Money? PartOf(XElement part, Money entry)
    {
        var standing = entry.IsPositive ? "CRDT" : "DBIT";
        if (Child(part, "Amt") is not null) return AmountOf(part, standing);
        return Child(part, "AmtDtls") is { } details && Child(details, "TxAmt") is { } booked && Child(booked, "Amt") is { } amount
            ? AmountOf(new XElement("part", amount, Child(part, "CdtDbtInd")), standing) : null;
    }

    private List<StatementLine> Fail(bool counts, long row, string column, string zh, string en)
    {
        if (counts && ++failedCount <= FailuresKept) failed.Add(new ListRow.Failed((int)Math.Min(row, int.MaxValue), column, Refusal.Of("camt-entry", column, zh, en)));
        return [];
    }

    private static DateOnly? DayOf(XElement entry)
    {
        foreach (var date in new[] { "BookgDt", "ValDt" })
        {
            var said = First(Text(entry, date, "Dt"), Text(entry, date, "DtTm"));
            if (said.Length >= 10 && IsoDates.TryParse(said[..10], out var day)) return day;
        }

        return null;
    }

    private static string NumberOf(XElement account) => Child(account, "Id") is { } id ? First(Text(id, "IBAN"), Text(id, "Othr", "Id")).Replace(" ", "", StringComparison.Ordinal) : "";

    private static string Party(XElement part, string role) => Child(part, "RltdPties") is { } parties && Child(parties, role) is { } party ? First(Text(party, "Nm"), Text(party, "Pty", "Nm")) : "";

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static string Text(XElement element, params ReadOnlySpan<string> path)
    {
        var at = element;
        foreach (var name in path)
        {
            if (Child(at, name) is not { } child) return "";
            at = child;
        }

        return at.HasElements ? "" : at.Value.Trim();
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (text.Length > 0) return text;
        return "";
    }

    private static string Clip(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>Holds back a line until the next one shows that it is not the last.</summary>
    private sealed class OneStatement
    {
        private Money? opening;
        private Money? closing;
        private StatementLine? held;
        private bool isFirst = true;

        internal void Take(XElement balance, Currency currency)
        {
            var kind = Text(balance, "Tp", "CdOrPrtry", "Cd");
            if (kind is not ("OPBD" or "PRCD" or "CLBD") || new CamtFile(Stream.Null, currency).AmountOf(balance) is not { } amount) return;
            if (kind == "CLBD") closing = amount;
            else opening = amount;
        }

        /// <returns>The line before.</returns>
        internal StatementLine? Next(StatementLine line)
        {
            var ready = held;
            held = isFirst && opening is { } start ? line with { Balance = start + line.Amount } : line;
            isFirst = false;
            return ready;
        }

        internal StatementLine? TakeLast()
        {
            var last = closing is { } end && held is not null ? held with { Balance = end } : held;
            held = null;
            return last;
        }
    }
}
