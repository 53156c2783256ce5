using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.Auditing.Queries;

/// <summary>What is to be asked.</summary>
/// <param name="Code">Number of the entry; sample and item as <c>12:3</c>; code of the fund; an address of this site, from its first slash.</param>
/// <param name="Words">What is asked; kept erasable.</param>
/// <param name="Fund">Code; of a figure or report of one fund.</param>
/// <param name="Entity">Code; of a figure or report that is of no one fund; null for the only entity there is.</param>
public sealed record QueryWanted(QueryAbout About, string Code, string Words, DateOnly DueOn, string? Fund = null, string? Entity = null);

public sealed record QueryKept(long Query, int Version, QueryState State);

/// <summary>An auditor asks, the manager of the fund answers with words and files, the auditor asks further or closes it. Nothing of it is changed.</summary>
public sealed class AskQuery(Database database)
{
    public Task<Outcome<QueryKept>> RunAsync(Asked asked, QueryWanted wanted, CancellationToken stop = default) => database.WriteAsync<QueryKept>(
        asked.For("ask-query", OperationField.Of("about", StoredWords.Word(wanted.About)), OperationField.Of("code", wanted.Code), OperationField.Of("fund", wanted.Fund), OperationField.Of("entity", wanted.Entity),
            OperationField.Of("due", wanted.DueOn), OperationField.Personal("words", wanted.Words)),
        async tx =>
        {
            if (RefusalFor(tx, wanted.Words, wanted.DueOn) is { } refusal) return refusal;
            if (!(await QuerySubject.OfAsync(tx, await Books.OfAsync(tx), wanted)).IsDone(out var subject, out var unknown)) return unknown;
            var query = await QueryStore.InsertAsync(tx, wanted.About, wanted.About == QueryAbout.Entry ? $"{subject.Entry}" : wanted.Code.Trim(), subject.Entry, subject.Entity, subject.Fund);
            await QueryStore.AddAsync(tx, query, new QueryEvent(1, QueryAct.Asked, Kept(wanted.Words), wanted.DueOn, null, tx.Operation.Actor, tx.RecordedAt));
            await AuditTrail.AddAsync(tx, AuditNote.Done("ask-query", "query", query, StoredWords.Word(wanted.About)));
            await TellAsync(tx, EventKind.QueryAsked, query, subject.Entity, subject.Fund);
            return new QueryKept(query, 1, QueryState.Open);
        }, stop);

    /// <summary>Answers what was asked last; files are kept by their SHA-256.</summary>
    public Task<Outcome<QueryKept>> AnswerAsync(Asked asked, long query, string words, IReadOnlyList<Attachment> files, CancellationToken stop = default) => database.WriteAsync<QueryKept>(
        asked.For("answer-query", OperationField.Of("query", query), OperationField.Personal("words", words), OperationField.Of("files", string.Join(',', files.Select(file => Convert.ToHexStringLower(file.Sha256)).Order(StringComparer.Ordinal)))),
        async tx =>
        {
            if (!(await HoldAsync(tx, query, QueryState.Open)).IsDone(out var held, out var refusal)) return refusal;
            if (RefusalFor(words) is { } badWords) return badWords;
            if (files.Select(file => file.Refusal).FirstOrDefault(wrong => wrong is not null) is { } badFile) return badFile;
            var kept = await AddAsync(tx, held, new QueryEvent(held.Events.Count + 1, QueryAct.Answered, Kept(words), null, null, tx.Operation.Actor, tx.RecordedAt));
            foreach (var file in files.DistinctBy(file => Convert.ToHexStringLower(file.Sha256))) await Attachments.KeepAsync(tx, file, AuditQuery.ReferrerOf(query, kept.Version));
            return kept;
        }, stop);

    /// <summary>Is not content with the answer.</summary>
    public Task<Outcome<QueryKept>> AskFurtherAsync(Asked asked, long query, string words, DateOnly dueOn, CancellationToken stop = default) => database.WriteAsync<QueryKept>(
        asked.For("ask-query-further", OperationField.Of("query", query), OperationField.Personal("words", words), OperationField.Of("due", dueOn)),
        async tx =>
        {
            if (!(await HoldAsync(tx, query, QueryState.Answered)).IsDone(out var held, out var refusal)) return refusal;
            if (RefusalFor(tx, words, dueOn) is { } bad) return bad;
            return await AddAsync(tx, held, new QueryEvent(held.Events.Count + 1, QueryAct.AskedFurther, Kept(words), dueOn, null, tx.Operation.Actor, tx.RecordedAt));
        }, stop);

    /// <summary>Closes it with a conclusion, answered or not.</summary>
    /// <param name="words">May be empty.</param>
    public Task<Outcome<QueryKept>> CloseAsync(Asked asked, long query, QueryConclusion conclusion, string words, CancellationToken stop = default) => database.WriteAsync<QueryKept>(
        asked.For("close-query", OperationField.Of("query", query), OperationField.Of("conclusion", StoredWords.Word(conclusion)), OperationField.Personal("words", words)),
        async tx =>
        {
            if (!(await HoldAsync(tx, query, QueryState.Open, QueryState.Answered)).IsDone(out var held, out var refusal)) return refusal;
            if (KeptText.Reason.RefusalFor(words.Trim(), "words") is { } tooLong) return tooLong;
            return await AddAsync(tx, held, new QueryEvent(held.Events.Count + 1, QueryAct.Closed, words.Trim().Length > 0 ? Kept(words) : null, null, conclusion, tx.Operation.Actor, tx.RecordedAt));
        }, stop);

    /// <summary>Removes the words of one event, and its files, for the sake of somebody in them; that it was asked or answered stands.</summary>
    public Task<Outcome<QueryKept>> EraseAsync(Asked asked, long query, int version, CancellationToken stop = default) => database.WriteAsync<QueryKept>(
        asked.For("erase-query-words", OperationField.Of("query", query), OperationField.Of("version", version)) with { Erases = true },
        async tx =>
        {
            await QueryStore.LockAsync(tx, query);
            var files = await AuditQueries.FilesAsync(tx, query, version);
            if (await AuditQueries.FindAsync(tx, await Books.OfAsync(tx), query) is not { } held || (!await QueryStore.EraseWordsAsync(tx, query, version) && files.Count == 0))
                return Refusal.Of("words-unknown", "version", "这一条没有文字，或已擦除。", "That one has no words, or they are erased.");
            foreach (var file in files) await Attachments.LetGoAsync(tx, file.Sha256, AuditQuery.ReferrerOf(query, version));
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-query-words", "query", query, version.ToString(CultureInfo.InvariantCulture)));
            return new QueryKept(query, version, held.State);
        }, stop);

    private static async Task<QueryKept> AddAsync(LedgerTransaction tx, AuditQuery held, QueryEvent one)
    {
        await QueryStore.AddAsync(tx, held.Id, one);
        var act = one.Act switch { QueryAct.Answered => "answer-query", QueryAct.Closed => "close-query", _ => "ask-query-further" };
        await AuditTrail.AddAsync(tx, AuditNote.Done(act, "query", held.Id, string.Create(CultureInfo.InvariantCulture, $"version {one.Version}")));
        if (one.Act != QueryAct.Closed) await TellAsync(tx, one.Act == QueryAct.Answered ? EventKind.QueryAnswered : EventKind.QueryAsked, held.Id, held.Entity, held.Fund);
        return new QueryKept(held.Id, one.Version, (held with { Events = [.. held.Events, one] }).State);
    }

    private static Task TellAsync(LedgerTransaction tx, EventKind what, long query, Entity entity, Fund? fund) =>
        Events.AddAsync(tx, new Happening(what, query.ToString(CultureInfo.InvariantCulture)) { Entity = entity.Code, Fund = fund?.Code ?? "" });

    private static async Task<Outcome<AuditQuery>> HoldAsync(LedgerTransaction tx, long query, params QueryState[] states)
    {
        await QueryStore.LockAsync(tx, query);
        if (await AuditQueries.FindAsync(tx, await Books.OfAsync(tx), query) is not { } held) return Refusal.Of("query-unknown", "query", $"没有第 {query} 号审计查询。", $"There is no audit query {query}.");
        return states.Contains(held.State) ? held
            : Refusal.Of("query-state", "query", $"第 {query} 号审计查询现为“{held.State.Name().Zh}”，不能这样办。", $"Audit query {query} stands at '{held.State.Name().En}': this cannot be done to it now.");
    }

    private static Refusal? RefusalFor(LedgerTransaction tx, string words, DateOnly dueOn) =>
        RefusalFor(words) ?? (dueOn < tx.Today ? Refusal.Of("due-past", "due", $"答复期限 {dueOn.ToIso()} 已过。", $"The day to answer by, {dueOn.ToIso()}, is over.") : null);

    private static Refusal? RefusalFor(string words) => string.IsNullOrWhiteSpace(words)
        ? Refusal.Of("words-missing", "words", "请写明内容。", "Write what you want to say.") : KeptText.Reason.RefusalFor(words.Trim(), "words");

    private static string Kept(string words) => words.Trim().ToNfc();
}
