using FundLedger.Ledger;

namespace FundLedger.Corrections;

/// <summary>An entry for what has no form of its own, by codes.</summary>
/// <param name="IsFact">It has happened and posts even when it overdraws; otherwise it is a decision.</param>
/// <param name="Entity">Code of the entity; null for the only one.</param>
public sealed record GeneralEntry(
    DateOnly On, IReadOnlyList<GeneralLine> Lines, string? Text = null, bool IsFact = false, string? Entity = null,
    string DocumentType = "", string DocumentId = "", EntryId? RelatesTo = null);

/// <param name="Amount">A debit is positive, a credit negative.</param>
public sealed record GeneralLine(string Account, string Fund, string Source, Money Amount, string Subject = "");

public sealed record EntryPosted(EntryId Entry);

/// <summary>Posts a general entry (<c>journal post</c>).</summary>
public sealed class PostEntry(Database database)
{
    public Task<Outcome<EntryPosted>> RunAsync(Asked asked, GeneralEntry entry, CancellationToken stop = default) => database.WriteAsync<EntryPosted>(
        asked.For("general-entry", [OperationField.Of("on", entry.On), OperationField.Of("fact", entry.IsFact.ToString()), OperationField.Of("entity", entry.Entity),
            OperationField.Of("document", $"{entry.DocumentType} {entry.DocumentId}"), OperationField.Of("relates-to", entry.RelatesTo?.ToString()),
            OperationField.Personal("text", entry.Text), .. entry.Lines.Select(ContentOf)]),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(entry.Entity).IsDone(out var entity, out var refusal)) return refusal;
            if (entry.RelatesTo is { } related && await JournalReading.FindAsync(tx, related, books) is null)
                return Refusal.Of("entry-unknown", "relatesTo", $"没有分录 {related}。", $"There is no entry {related}.");

            var lines = new List<LineDraft>();
            for (var i = 0; i < entry.Lines.Count; i++)
            {
                if (!(await LineAsync(tx, books, entity, entry.On, entry.Lines[i], $"lines[{i + 1}]")).IsDone(out var line, out refusal)) return refusal;
                lines.Add(line);
            }

            return await Journal.AppendAsync(tx, new EntryDraft(entity, entry.IsFact ? EntryKind.GeneralFact : EntryKind.General, entry.On, lines)
            {
                Text = string.IsNullOrWhiteSpace(entry.Text) ? null : entry.Text,
                Document = entry.DocumentType.Length + entry.DocumentId.Length == 0 ? SourceDocument.None : new SourceDocument(entry.DocumentType, entry.DocumentId),
                RelatesTo = entry.RelatesTo,
            }).Then(posted => new EntryPosted(posted));
        }, stop);

    private static OperationField ContentOf(GeneralLine line, int index) =>
        OperationField.Of($"line-{index + 1}", $"{line.Account} {line.Fund} {line.Source} {line.Amount} {line.Subject}");

    /// <summary>A source may also be named by its kind; its plain row is made on first use.</summary>
    private static async Task<Outcome<LineDraft>> LineAsync(LedgerTransaction tx, Books books, Entity entity, DateOnly on, GeneralLine line, string field)
    {
        if (!books.Account(entity, line.Account, on, field + ".account").IsDone(out var account, out var refusal)) return refusal;
        if (!books.Fund(line.Fund, field + ".fund").IsDone(out var fund, out refusal)) return refusal;
        if (!Enum.TryParse<SourceKind>(line.Source, out var kind) || char.IsAsciiDigit(line.Source[0]))
            return books.Source(entity, line.Source, field + ".source").IsDone(out var named, out refusal) ? LineDraft.On(account, fund, named, line.Amount, line.Subject) : refusal;
        return LineDraft.On(account, fund, await SourceStore.PlainAsync(tx, entity, kind), line.Amount, line.Subject);
    }
}
