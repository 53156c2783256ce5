using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Voice;

/// <summary>What somebody told about a space, an award or a fund.</summary>
/// <param name="Of">Code of the space or fund, or number of the award.</param>
/// <param name="Fund">Whose people answer it.</param>
/// <param name="Words">Null once hidden.</param>
public sealed record Feedback(long Id, VoiceSubject About, string Of, Fund Fund, string? Words, DateOnly SentOn, string? Answer, DateOnly? AnsweredOn, WordsState State)
{
    /// <summary>Somebody has still to read it, or to answer it.</summary>
    public bool IsOpen => State == WordsState.Waiting || State == WordsState.Shown && Answer is null;
}

public sealed record FeedbackKept(long Id);

/// <summary>A box that anybody may put words into. No name and no way to reach them is kept: who wants the answer reads it under a code that they were shown once.</summary>
public sealed class FeedbackBox(Database database)
{
    private static readonly SqlFile Insert = new("voice/insert_feedback");
    private static readonly SqlFile List = new("voice/list_feedback");
    private static readonly SqlFile OfReply = new("voice/find_feedback_of_reply");
    private static readonly SqlFile Lock = new("voice/lock_feedback");
    private static readonly SqlFile Answer = new("voice/answer_feedback");
    private static readonly SqlFile SetState = new("voice/set_feedback_state");

    /// <param name="reply">Drawn for it and shown once to whoever wrote it.</param>
    public Task<Outcome<FeedbackKept>> SendAsync(string key, VoiceSubject about, string of, string words, VoiceToken reply, CancellationToken stop = default) => database.WriteAsync<FeedbackKept>(
        new Asked(key, AnswerSurvey.Resident).For("send-feedback", OperationField.Of("about", StoredWords.Word(about)), OperationField.Of("of", of), OperationField.Personal("words", words), OperationField.Personal("reply", reply.Text)),
        async tx =>
        {
            if (!(await Surveys.FundOfAsync(tx, await Books.OfAsync(tx), about, of)).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(words, "words") is { } badInput) return badInput;
            return new FeedbackKept(await tx.SingleAsync<long>(Insert, new
            {
                about = StoredWords.Word(about), about_code = of, fund_id = fund.Id, words = words.Trim().ToNfc(), reply_sha256 = reply.Sha256, sent_on = tx.Today.ToIso(),
            }));
        }, stop);

    /// <summary>Answers once. The answer is read under the writer's code at once, and by everybody when the words are shown.</summary>
    public Task<Outcome<FeedbackKept>> AnswerAsync(Asked asked, long id, string answer, CancellationToken stop = default) => database.WriteAsync<FeedbackKept>(
        asked.For("answer-feedback", OperationField.Of("feedback", id), OperationField.Of("answer", answer)),
        async tx =>
        {
            if (!(await HoldAsync(tx, id)).IsDone(out var told, out var refusal)) return refusal;
            if (told.Answer is not null) return Refusal.Of("feedback-answered", "answer", $"第 {id} 号意见已答复。", $"Feedback no. {id} was answered already.");
            if (RefusalFor(answer, "answer") is { } badInput) return badInput;
            await tx.ExecuteAsync(Answer, new { answer = answer.Trim().ToNfc(), answered_on = tx.Today.ToIso(), answered_by = tx.Operation.Actor, feedback_id = id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("answer-feedback", "feedback", id));
            return new FeedbackKept(id);
        }, stop);

    /// <summary>Shows the words to everybody, as they are, or hides them, which erases them for good.</summary>
    public Task<Outcome<FeedbackKept>> DecideAsync(Asked asked, long id, bool isShown, CancellationToken stop = default) => database.WriteAsync<FeedbackKept>(
        asked.For("decide-feedback", OperationField.Of("feedback", id), OperationField.Of("shown", isShown ? "yes" : "no")) with { Erases = !isShown },
        async tx =>
        {
            if (!(await HoldAsync(tx, id)).IsDone(out var told, out var refusal)) return refusal;
            if (told.State == WordsState.Hidden) return Refusal.Of("feedback-hidden", "feedback", $"第 {id} 号意见已删除。", $"Feedback no. {id} was erased.");
            var state = isShown ? WordsState.Shown : WordsState.Hidden;
            if (told.State == state) return Refusal.Of("feedback-shown", "feedback", $"第 {id} 号意见已公开。", $"Feedback no. {id} is shown already.");
            await tx.ExecuteAsync(SetState, new { words = isShown ? told.Words : null, state = StoredWords.Word(state), state_by = tx.Operation.Actor, feedback_id = id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("decide-feedback", "feedback", id, StoredWords.Word(state)));
            return new FeedbackKept(id);
        }, stop);

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<Feedback>> ListAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<FeedbackRow>(List, new { feedback_id = 0L })).Select(row => row.ToFeedback(books))];

    public static async Task<Feedback?> FindAsync(LedgerReader reader, Books books, long id) => id < 1 ? null : (await reader.FindAsync<FeedbackRow>(List, new { feedback_id = id }))?.ToFeedback(books);

    /// <summary>What was written under a code, or null.</summary>
    public static async Task<Feedback?> OfReplyAsync(LedgerReader reader, Books books, string reply) =>
        await reader.FindAsync<long?>(OfReply, new { reply_sha256 = new VoiceToken(reply).Sha256 }) is { } id ? await FindAsync(reader, books, id) : null;

    private static async Task<Outcome<Feedback>> HoldAsync(LedgerTransaction tx, long id)
    {
        await tx.ExecuteAsync(Lock, new { feedback_id = id });
        return await FindAsync(tx, await Books.OfAsync(tx), id) is { } told ? told : Refusal.Of("feedback-unknown", "feedback", $"没有第 {id} 号意见。", $"There is no feedback no. {id}.");
    }

    private static Refusal? RefusalFor(string words, string field) => string.IsNullOrWhiteSpace(words)
        ? Refusal.Of("words-missing", field, "请写下您要说的话。", "Write what you want to say.") : KeptText.Reason.RefusalFor(words.Trim(), field);

    private sealed record FeedbackRow
    {
        public long FeedbackId { get; init; }
        public string About { get; init; } = "";
        public string AboutCode { get; init; } = "";
        public long FundId { get; init; }
        public string? Words { get; init; }
        public string SentOn { get; init; } = "";
        public string? Answer { get; init; }
        public string? AnsweredOn { get; init; }
        public string State { get; init; } = "";

        internal Feedback ToFeedback(Books books) => new(
            FeedbackId, StoredWords.Read<VoiceSubject>(About), AboutCode, books.Fund(FundId), Words, IsoDates.Read(SentOn), Answer, AnsweredOn is null ? null : IsoDates.Read(AnsweredOn), StoredWords.Read<WordsState>(State));
    }
}
