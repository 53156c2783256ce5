using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>The journal as CSV, one row a line, with all that is needed to make the same ledger again; see <see cref="JournalColumn"/>.</summary>
/// <remarks>UTF-8 without a mark, rows ending in LF. Texts are kept from being formulas by <see cref="FormulaSafe"/>; names of people are not in it.</remarks>
internal sealed class CsvJournalWriter : JournalWriter
{
    private readonly CsvWriter csv;
    private readonly string lastMark;
    private readonly DefinitionCells definitions;
    private readonly RowCheck check = new();
    private readonly string[] cells = new string[JournalColumns.Count];
    private WalkedEntry? held;

    internal CsvJournalWriter(TextWriter text, Books books, JournalSelection selection)
    {
        csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", ShouldQuote = NeedsQuotes }, leaveOpen: true);
        lastMark = selection.IsWholeJournal ? JournalColumns.WholeJournal : JournalColumns.Extract;
        definitions = new DefinitionCells(books);
    }

    internal override void Begin(IReadOnlyList<UsedAccount> used)
    {
        foreach (var name in JournalColumns.Names) csv.WriteField(name);
        csv.NextRecord();
    }

    /// <summary>Holds each entry until the next is known, since the last row says that it is the last.</summary>
    internal override void Write(WalkedEntry walked)
    {
        if (held is not null) WriteRows(held, isLast: false);
        held = walked;
    }

    internal override void End()
    {
        if (held is not null) WriteRows(held, isLast: true);
        csv.Flush();
    }

    public override void Dispose() => csv.Dispose();

    private void WriteRows(WalkedEntry walked, bool isLast)
    {
        SetEntry(walked.Entry);
        for (var i = 0; i < walked.Entry.Lines.Count; i++)
        {
            SetLine(walked.Entry.Lines[i], walked.LineHashes[i]);
            this[JournalColumn.FileEnd] = isLast && i == walked.Entry.Lines.Count - 1 ? lastMark : "";
            this[JournalColumn.RowCheck] = check.Of(cells.AsSpan(0, (int)JournalColumn.RowCheck));
            for (var column = 0; column < cells.Length; column++)
                csv.WriteField(((JournalColumn)column).IsText() ? FormulaSafe.Escaped(cells[column]) : cells[column]);
            csv.NextRecord();
        }
    }

    private void SetEntry(PostedEntry entry)
    {
        this[JournalColumn.OccurredOn] = entry.OccurredOn.ToIso();
        this[JournalColumn.EntryId] = entry.Id.ToString();
        this[JournalColumn.Kind] = entry.Kind.Code;
        this[JournalColumn.RecordedAt] = Moments.ToIso(entry.RecordedAt);
        this[JournalColumn.DocumentType] = entry.Document.Type;
        this[JournalColumn.DocumentId] = entry.Document.Id;
        this[JournalColumn.DocumentSha256] = Hex(entry.Document.Sha256);
        this[JournalColumn.Actor] = entry.Actor;
        this[JournalColumn.OperationKey] = entry.OperationKey;
        this[JournalColumn.Reverses] = entry.Reverses?.ToString() ?? "";
        this[JournalColumn.RelatesTo] = entry.RelatesTo?.ToString() ?? "";
        this[JournalColumn.TextCommitment] = Hex(entry.TextCommitment);
        this[JournalColumn.Hash] = Hex(entry.Hash);
        this[JournalColumn.Entity] = entry.Entity.Code;
        Set(JournalColumns.OfEntity, definitions.Of(entry.Entity));
    }

    private void SetLine(PostedLine line, byte[] hash)
    {
        this[JournalColumn.LineNo] = line.LineNo.ToString(CultureInfo.InvariantCulture);
        this[JournalColumn.AccountCode] = line.Account.Code;
        this[JournalColumn.Fund] = line.Fund.Code;
        this[JournalColumn.Source] = line.Source.Code;
        this[JournalColumn.Amount] = line.Amount.ToAmountText();
        this[JournalColumn.Currency] = line.Amount.Currency.Code;
        this[JournalColumn.Subject] = line.Subject;
        this[JournalColumn.LineHash] = Hex(hash);
        Set(JournalColumns.OfAccount, definitions.Of(line.Account));
        Set(JournalColumns.OfFund, definitions.Of(line.Fund));
        Set(JournalColumns.OfSource, definitions.Of(line.Source));
    }

    private string this[JournalColumn column]
    {
        set => cells[(int)column] = value;
    }

    private void Set(JournalColumn[] columns, string[] values)
    {
        for (var i = 0; i < columns.Length; i++) this[columns[i]] = values[i];
    }

    private static string Hex(byte[]? bytes) => bytes is null ? "" : Convert.ToHexStringLower(bytes);

    private static bool NeedsQuotes(ShouldQuoteArgs cell) =>
        cell.Field is { Length: > 0 } text && (text.AsSpan().ContainsAny(",\"\r\n") || text[0] == ' ' || text[^1] == ' ');
}
