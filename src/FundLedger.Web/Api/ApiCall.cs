using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Api;

/// <summary>One call: who asks, what for, and how it is answered. It translates, as a page does, and decides nothing.</summary>
internal sealed partial class ApiCall(HttpContext context, ApiAct act)
{
    private readonly List<Refusal> wrong = [];
    private long? now;

    internal HttpContext Context => context;
    internal HttpRequest Request => context.Request;
    internal CancellationToken Stop => context.RequestAborted;
    internal Database Database { get; } = context.RequestServices.GetRequiredService<Database>();

    /// <summary>Tells the trail of what it refuses.</summary>
    internal Database Noting => new RefusalsNoted(Database);

    internal ReportIssuing Issuing => context.RequestServices.GetRequiredService<ReportIssuing>();

    internal SignedIn Who => context.Features.GetRequiredFeature<SignedIn>();
    internal Language Language => PageLanguage.Of(Request);

    internal TimeProvider Clock { get; } = context.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    internal long Now => now ??= Moments.ToMicroseconds(Clock.GetUtcNow());

    internal DateOnly Today => Moments.DayInShanghai(Now);

    /// <summary>The key that was sent is one person's: two people who send the same one do not meet.</summary>
    internal Asked Asked => new(KeyPrefix + Request.Headers[ApiRoutes.KeyHeader], Who.Person.Id);

    private string KeyPrefix => $"api/{Who.Person.Id}/";

    // ---- what was sent ----

    /// <summary>What is wrong with the parameters; null when nothing is. To be asked after the last one was read.</summary>
    internal ApiProblem? Wrong => wrong.Count == 0 ? null : new ApiProblem(wrong, StatusCodes.Status400BadRequest);

    internal string Route(string name) => (string)Request.RouteValues[name]!;

    internal long Number(string name) => long.Parse(Route(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    internal string? Text(string name) => ((string?)Request.Query[name])?.Trim() is { Length: > 0 } text ? text : null;

    internal DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IsoDates.TryParse(text, out var day)) return day;
        wrong.Add(Refusal.Of("date-unreadable", name, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }

    internal long? Moment(string name) => Text(name) is { } text ? Kept(TypedMoment.Read(text, name)) : null;

    /// <summary>A whole number; null when none was sent.</summary>
    internal long? Count(string name)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        wrong.Add(Refusal.Of("number-unreadable", name, $"“{text}”不是整数。请写如 2。", $"'{text}' is not a whole number. Write it like 2."));
        return null;
    }

    internal Money? Amount(string name, Currency currency) => Text(name) is { } text && Kept(TypedAmount.Read(text, currency, name)) is { } read ? read : null;

    /// <summary>One of the words of a closed set.</summary>
    internal T? Word<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        foreach (var value in Enum.GetValues<T>())
            if (ApiJson.WordOf(value) == text) return value;
        Unknown(name, Enum.GetValues<T>().Select(value => ApiJson.WordOf(value)));
        return null;
    }

    internal void Unknown(string name, IEnumerable<string> words)
    {
        var listed = string.Join(", ", words);
        wrong.Add(Refusal.Of("word-unknown", name, $"参数“{name}”应为以下之一：{listed}。", $"The parameter '{name}' is one of: {listed}."));
    }

    internal int Limit()
    {
        if (Text(ApiParameter.LimitName) is not { } text) return ApiLimits.ItemsUnlessSaid;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= ApiLimits.FewestItems and <= ApiLimits.MostItems) return limit;
        wrong.Add(Refusal.Of("limit-range", ApiParameter.LimitName, $"limit 应为 {ApiLimits.FewestItems} 至 {ApiLimits.MostItems} 的整数。", $"limit is a whole number from {ApiLimits.FewestItems} to {ApiLimits.MostItems}."));
        return ApiLimits.ItemsUnlessSaid;
    }

    /// <summary>Where the page begins, as an earlier one said; null at the beginning.</summary>
    internal string? After()
    {
        if (Text(ApiParameter.AfterName) is not { } cursor) return null;
        if (Cursor.Read(act.Id, cursor) is { } place) return place;
        wrong.Add(Refusal.Of("cursor-unreadable", ApiParameter.AfterName, "这个 after 不是此列表给出的。请用上一页的 next，或从头读起。", "This after is none that the list gave. Send the next of an earlier page, or begin anew."));
        return null;
    }

    internal long? AfterNumber() => After() is not { } place ? null : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private T? Kept<T>(Outcome<T> outcome) where T : struct
    {
        if (outcome.IsDone(out var value, out var refusal)) return value;
        wrong.Add(refusal);
        return null;
    }

    // ---- what they may ----

    internal bool May(Permission what, Target target) => Who.MayDo(what, target, Today);

    internal bool MaySomewhere(Permission what) => Who.MayDoSomewhere(what, Today);

    internal bool MayEverywhere(Permission what) => May(what, Target.WholeLedger);

    /// <summary>What a fund's code stands for; for one that is not there, the whole ledger, so that only who may all learns that it is not.</summary>
    internal static Target Of(Books books, string fund) => books.FindFund(fund) is { } found ? books.TargetOf(found) : Target.WholeLedger;

    // ---- reading and writing ----

    /// <summary>Reads that all see one moment of the books.</summary>
    internal Task<T> ReadAsync<T>(Func<LedgerReader, Books, Task<T>> reads) => Database.ReadAsync(async reader => await reads(reader, await Books.LoadAsync(reader)), Stop);

    /// <summary>Sends one operation under the caller's key, when their role and their token go over all that it touches.</summary>
    /// <param name="touches">Null for what is not there.</param>
    internal async Task<IResult> WriteAsync<T, TAnswer>(
        Permission what, Func<LedgerReader, Books, Task<bool?>> touches, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string?> location, int status = StatusCodes.Status201Created)
        where TAnswer : class
    {
        if (await ReadAsync(touches) is not true)
        {
            await new NoteAct(Database).RunAsync(new Asked("refused/" + FormKey.New(), Who.Person.Id), new AuditNote("call-api", AuditOutcome.Refused, "operation", Asked.Key, Authority.NotThere.Code), CancellationToken.None);
            return NotThere();
        }

        var outcome = await operation(Asked);
        return outcome.IsDone(out var done, out var refusal)
            ? new ApiAnswer(answer(done), status) { Location = location(done), WasDoneBefore = ((Outcome<T>.Done)outcome).WasDoneBefore }
            : Refused(refusal);
    }

    /// <inheritdoc cref="WriteAsync{T, TAnswer}"/>
    /// <param name="funds">Codes of the funds it touches.</param>
    internal Task<IResult> WriteToFundsAsync<T, TAnswer>(Permission what, string[] funds, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string?> location) where TAnswer : class =>
        WriteAsync(what, (_, books) => Task.FromResult<bool?>(funds.All(fund => May(what, Of(books, fund)))), operation, answer, location);

    /// <inheritdoc cref="WriteAsync{T, TAnswer}"/>
    /// <param name="entry">Which it goes back to, and all funds of which it touches.</param>
    internal Task<IResult> WriteOnEntryAsync<T, TAnswer>(Permission what, EntryId entry, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string?> location) where TAnswer : class =>
        WriteAsync(what, async (reader, books) => await JournalReading.FindAsync(reader, entry, books) is { } posted ? Who.MayDo(what, books, posted, Today) : null, operation, answer, location);

    /// <summary>Proposes what takes another person, as the page of it does.</summary>
    internal Task<IResult> ProposeAsync<TPayload, TAnswer>(ProposalKind<TPayload, TAnswer> kind, TPayload payload, Func<LedgerReader, Books, Task<bool?>> touches) =>
        WriteAsync(kind.Proposing, touches, by => new ProposeAct(Noting).RunAsync(by, kind, payload, stop: Stop), ProposedShown.Of, ApprovalsApi.PathOf);

    // ---- answers ----

    internal static IResult One(object value) => new ApiAnswer(value) { IsTagged = true };

    /// <summary>Of a body: what it is asked to be is not there.</summary>
    internal static IResult Unread(Refusal refusal) => new ApiProblem([refusal], StatusCodes.Status400BadRequest);

    internal static IResult NotThere() => new ApiProblem(ProblemCode.NotThere);

    /// <summary>In the caller's words: the key is told as they sent it.</summary>
    internal IResult Refused(Refusal refusal)
    {
        if (refusal.Code == ProblemCode.KeyConflict.Code)
            refusal = new Refusal(refusal.Code, ApiRoutes.KeyHeader, new(refusal.Message.Zh.Replace(KeyPrefix, "", StringComparison.Ordinal), refusal.Message.En.Replace(KeyPrefix, "", StringComparison.Ordinal)));
        return new ApiProblem(refusal with { Field = InBodies(refusal.Field) });
    }

    /// <summary>Commands name fields as their options are written: <c>opened-on</c> is <c>openedOn</c> in a body.</summary>
    private static string InBodies(string field) => HyphenInAWord().Replace(field, letter => letter.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex("(?<=[a-z])-([a-z])")]
    private static partial Regex HyphenInAWord();

    /// <summary>A page of a list that is read as a whole, in the order of its keys: what is added meanwhile comes where it belongs and shifts nothing.</summary>
    /// <param name="ordered">By key, letter for letter.</param>
    internal IResult PageOf<T>(IEnumerable<T> ordered, Func<T, string> keyOf)
    {
        var (limit, after) = (Limit(), After());
        if (Wrong is { } problem) return problem;
        // Of those with one key, each has its number.
        var keyed = ordered.GroupBy(keyOf).SelectMany(same => same.Select((item, i) => (Key: i == 0 ? same.Key : FormattableString.Invariant($"{same.Key}\u0001{i:D9}"), Item: item)));
        var rest = keyed.Where(one => after is null || string.CompareOrdinal(one.Key, after) > 0).Take(limit + 1).ToList();
        return Page<T>([.. rest.Take(limit).Select(one => one.Item)], rest.Count > limit ? rest[limit - 1].Key : null);
    }

    internal IResult Page<T>(IReadOnlyList<T> items, string? next)
    {
        var cursor = next is null ? null : Cursor.Of(act.Id, next);
        return new ApiAnswer(new Page<T>(items, cursor)) { NextPath = cursor is null ? null : PathWith(cursor) };
    }

    private string PathWith(string cursor)
    {
        var query = Request.Query.Where(part => part.Key != ApiParameter.AfterName).SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value));
        return Request.PathBase + Request.Path + QueryString.Create(query.Append(KeyValuePair.Create(ApiParameter.AfterName, (string?)cursor)));
    }
}
