using System.Text.Json;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>Reads the file of <c>journal post</c> strictly: what is not understood is refused by name, never passed over.</summary>
internal static class JournalFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal static Outcome<GeneralEntry> Read(ReadOnlyMemory<byte> file, Books books)
    {
        try
        {
            using var document = JsonDocument.Parse(file, Strict);
            return Entry(document.RootElement, books);
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber ?? 0) + 1;
            return Refusal.Of("json", "", $"第 {line} 行不是有效的 JSON：{broken.Message}", $"Line {line} is not valid JSON: {broken.Message}");
        }
    }

    private static Outcome<GeneralEntry> Entry(JsonElement root, Books books)
    {
        if (!JsonFields.Of(root, "", ["on", "text", "fact", "entity", "documentType", "documentId", "relatesTo", "lines"]).IsDone(out var fields, out var refusal)) return refusal;
        if (!fields.Text("on", isRequired: true).IsDone(out var on, out refusal)) return refusal;
        if (!IsoDates.TryParse(on, out var day)) return Refusal.Of("json-date", "on", $"“{on}”不是日期。请写如 2026-01-31。", $"'{on}' is not a date. Write it like 2026-01-31.");
        if (!fields.Text("text").IsDone(out var text, out refusal)) return refusal;
        if (!fields.Flag("fact").IsDone(out var isFact, out refusal)) return refusal;
        if (!fields.Text("entity").IsDone(out var entity, out refusal)) return refusal;
        if (!fields.Text("documentType").IsDone(out var documentType, out refusal)) return refusal;
        if (!fields.Text("documentId").IsDone(out var documentId, out refusal)) return refusal;
        if (!fields.Number("relatesTo").IsDone(out var relatesTo, out refusal)) return refusal;
        if (!Lines(fields, books).IsDone(out var lines, out refusal)) return refusal;
        return new GeneralEntry(day, lines, text, isFact, entity.Length > 0 ? entity : null, documentType, documentId, relatesTo > 0 ? new EntryId(relatesTo) : null);
    }

    private static Outcome<IReadOnlyList<GeneralLine>> Lines(JsonFields entry, Books books)
    {
        if (!entry.List("lines").IsDone(out var listed, out var refusal)) return refusal;
        var lines = new List<GeneralLine>();
        foreach (var element in listed)
        {
            if (!Line(element, $"lines[{lines.Count + 1}]", books).IsDone(out var line, out refusal)) return refusal;
            lines.Add(line);
        }

        return lines;
    }

    private static Outcome<GeneralLine> Line(JsonElement element, string path, Books books)
    {
        if (!JsonFields.Of(element, path, ["account", "fund", "source", "debit", "credit", "subject"]).IsDone(out var fields, out var refusal)) return refusal;
        if (!fields.Text("account", isRequired: true).IsDone(out var account, out refusal)) return refusal;
        if (!fields.Text("fund", isRequired: true).IsDone(out var fundCode, out refusal)) return refusal;
        if (!fields.Text("source", isRequired: true).IsDone(out var source, out refusal)) return refusal;
        if (!fields.Text("subject").IsDone(out var subject, out refusal)) return refusal;
        if (!books.Fund(fundCode, path + ".fund").IsDone(out var fund, out refusal)) return refusal;
        if (!Amount(fields, path, fund.Currency).IsDone(out var amount, out refusal)) return refusal;
        return new GeneralLine(account, fundCode, KindNamed(source), amount, subject);
    }

    private static Outcome<Money> Amount(JsonFields line, string path, Currency currency)
    {
        if (!line.Text("debit").IsDone(out var debit, out var refusal)) return refusal;
        if (!line.Text("credit").IsDone(out var credit, out refusal)) return refusal;
        if (debit.Length > 0 == credit.Length > 0)
            return Refusal.Of("json-side", path, "debit 和 credit 须填且只填一个。", "Give either debit or credit, and only one of them.");
        var (typed, field) = debit.Length > 0 ? (debit, ".debit") : (credit, ".credit");
        if (!TypedAmount.Read(typed, currency, path + field).IsDone(out var amount, out refusal)) return refusal;
        if (!amount.IsPositive)
            return Refusal.Of("json-side", path + field, "金额须大于零；借贷方向由 debit、credit 表示。", "The amount must be more than zero; debit or credit gives its side.");
        return debit.Length > 0 ? amount : -amount;
    }

    /// <summary>A source written by its kind, <c>own-funds</c>, is the plain one of that kind, made on first use.</summary>
    private static string KindNamed(string source) => Choices.Of<SourceKind>().Where(known => known.Word == source).Select(known => known.Value.ToString()).FirstOrDefault(source);
}
