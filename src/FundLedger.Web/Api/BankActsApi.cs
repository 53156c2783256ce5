using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Rules;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Bank;

namespace FundLedger.Web.Api;

/// <summary>What is done for a whole bank account: opening it, its rules, matching in bulk as work that is followed.</summary>
internal static class BankActsApi
{
    private const string Part = "bank";
    private const int MostShown = 200;
    private static readonly ApiParameter Rule = ApiParameter.Path("rule", new("规则编号", "number of the rule"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter Run = ApiParameter.Path("run", new("工作编号", "number of the work"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter Unmatched = new("unmatched", new("认不出的收款怎么办，不写为账户的规定", "what becomes of money that nobody knows; as the account says unless said"), null, Words: [.. Enum.GetValues<UnmatchedCredit>().Select(word => ApiJson.WordOf(word))]);

    internal static void MapBankActs(this ApiRoutes api)
    {
        api.Write<NewAccount, AccountMade>("/bank/accounts", new("openBankAccount", Part, new("建立银行账户", "Open a bank account"), "Of the entity; of its number only the last digits are kept.", [])
        {
            Example = """{"code":"API-BANK","name":"专户","english":"Dedicated account","bankName":"中国银行","number":"6217000012345678","opening":{"amount":"0.00","currency":"CNY"}}""",
        }, OpenAsync, Permission.ManageFunds);
        api.Read<Page<BankRuleShown>>("/bank/accounts/{account}/rules", new("listBankRules", Part, new("列出入账规则", "List the rules of an account"), "The version that counts of each; people are masked.", [BankApi.Code, .. ApiParameter.Paging]), RulesAsync, Permission.ReadLedger);
        api.Write<NewBankRule, BankRuleKept>("/bank/accounts/{account}/rules", new("addBankRule", Part, new("新增入账规则", "Add a rule"), "What is done with lines that look alike.", [BankApi.Code with { Example = "ZFB" }]) { Example = """{"isIn":true,"words":"善款","as":"gift","fund":"F1"}""" },
            (call, asked) => SaveAsync(call, null, _ => asked.Text(call.Route("account"), null, null)), Permission.RecordMoney);
        api.Write<NewBankRule, BankRuleKept>("/bank/accounts/{account}/rules/{rule:long}/versions", new("changeBankRule", Part, new("更改入账规则", "Change a rule"), "Another version; what was booked by an earlier one stays. Without a payer, the payer stays as it is.", [BankApi.Code, Rule])
        {
            Example = """{"isIn":true,"words":"善款","as":"gift","fund":"F1"}""",
        }, (call, asked) => SaveAsync(call, call.Number("rule"), known => asked.Text(call.Route("account"), known!.Id, known)), Permission.RecordMoney);
        foreach (var (word, id, isOn, summary) in new[] { ("off", "switchBankRuleOff", false, new Bilingual("停用规则", "Switch a rule off")), ("on", "switchBankRuleOn", true, new Bilingual("启用规则", "Switch a rule on")) })
            api.Write<ActWanted, BankRuleKept>($"/bank/accounts/{{account}}/rules/{{rule:long}}/{word}", new(id, Part, summary, "As another version.", [BankApi.Code, Rule]) { Example = "{}" },
                (call, _) => SaveAsync(call, call.Number("rule"), known => Of(known!, isOn)), Permission.RecordMoney);
        api.Read<AutoMatchShown>("/bank/accounts/{account}/match-trial", new("tryBankMatching", Part, new("试算自动匹配", "Try matching out"), $"What would be matched and booked by itself; nothing is written. The first {MostShown} of each, and suggestions for lines that stay open.", [BankApi.Code, Unmatched, new("fund", new("认不出的收款记入哪个基金", "fund of money that nobody knows"))]),
            TryAsync, Permission.RecordMoney);
        api.Write<MatchingWanted, BankRunAsked>("/bank/accounts/{account}/runs", new("matchBankLines", Part, new("自动匹配", "Match an account's lines"), "By work that is followed.", [BankApi.Code with { Example = "ZFB" }]) { Example = """{"unmatched":"leave"}""" }, MatchAsync, Permission.RecordMoney);
        api.Write<SuggestionsWanted, SuggestionsTaken>("/bank/accounts/{account}/matches", new("acceptBankSuggestions", Part, new("批量采纳建议", "Take suggestions in bulk"), "All of them, or none where one no longer holds.", [BankApi.Code]) { Example = """{"pairs":[{"line":1,"entries":[2]}]}""" }, AcceptAsync, Permission.RecordMoney);
        api.Read<Page<BankRunShown>>("/bank/accounts/{account}/runs", new("listBankRuns", Part, new("列出导入和匹配的工作", "List the work on an account"), "Last first, while it is kept.", [BankApi.Code, .. ApiParameter.Paging]), RunsAsync, Permission.RecordMoney);
        foreach (var (word, id, summary, says) in new[] { ("stop", "stopBankRun", new Bilingual("停止导入或匹配", "Stop work on an account"), "What is done stays."), ("start", "goOnWithBankRun", new Bilingual("继续导入或匹配", "Go on with work on an account"), "That was stopped, or refused.") })
            api.Write<ActWanted, BankRunAsked>($"/bank/accounts/{{account}}/runs/{{run:long}}/{word}", new(id, Part, summary, says, [BankApi.Code, Run]) { Example = "{}" }, (call, _) => StepAsync(call, word), Permission.RecordMoney);
    }

    private static Task<IResult> OpenAsync(ApiCall call, NewAccount asked) => call.WriteAsync(
        Permission.ManageFunds, (_, books) => Task.FromResult<bool?>(books.EntityOrOnly(asked.Entity).IsDone(out var entity, out var _) ? call.May(Permission.ManageFunds, new Target(Entity: entity.Code)) : null),
        by => new CreateBankAccount(call.Noting).RunAsync(by, new NewBankAccount(
                asked.Entity, asked.Code.Trim(), new(asked.Name, asked.English ?? asked.Name), asked.BankName, asked.Number, asked.Currency, asked.Kind, null, asked.Opening, asked.Unmatched, asked.Fund, Funds: asked.Funds ?? []), call.Stop),
        done => new AccountMade(done.Account, done.Funds), done => BankApi.PathOf(done.Account));

    // ---- rules ----

    private static Task<IResult> RulesAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await BankApi.FindAsync(call, reader, books, Permission.ReadLedger) is { } account
        ? call.PageOf((await BankRules.CurrentAsync(reader, books, await BankBook.LoadAsync(reader, books), account)).OrderBy(rule => rule.Id).Select(BankRuleShown.Of), one => FormattableString.Invariant($"{one.Rule:D19}")) : ApiCall.NotThere());

    /// <param name="text">Of the rule as it stands; null for a new one.</param>
    private static async Task<IResult> SaveAsync(ApiCall call, long? number, Func<BankRule?, RuleText> text)
    {
        BankRule? known = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            if (await BankApi.FindAsync(call, reader, books, Permission.RecordMoney) is not { } account) return null;
            if (number is { } rule) known = (await BankRules.CurrentAsync(reader, books, await BankBook.LoadAsync(reader, books), account)).FirstOrDefault(one => one.Id == rule);
            return number is null || known is not null ? true : null;
        }, by => new SaveRule(call.Noting).RunAsync(by, text(known), call.Stop), done => new BankRuleKept(done.Rule, done.Version), _ => BankApi.PathOf(call.Route("account")) + "/rules");
    }

    private static RuleText Of(BankRule known, bool isOn) =>
        new(known.Id, known.Account.Code, known.IsIn, known.Payer, known.Words, known.As, known.Least, known.Most, known.Fund?.Code, known.Source?.Code, isOn);

    // ---- matching in bulk ----

    private static async Task<IResult> TryAsync(ApiCall call)
    {
        var (unmatched, fund) = (call.Word<UnmatchedCredit>("unmatched"), call.Text("fund"));
        if (call.Wrong is { } wrong) return wrong;
        if (await call.ReadAsync((reader, books) => BankApi.FindAsync(call, reader, books, Permission.RecordMoney)) is not { } account) return ApiCall.NotThere();
        if (!(await new AutoMatch(call.Database).TryOutAsync(new AutoMatchRequest(account.Code, unmatched, Fund: fund), MostShown, call.Stop)).IsDone(out var trial, out var refusal)) return call.Refused(refusal);
        var suggested = await call.ReadAsync((reader, _) => Suggestions.OfOpenAsync(reader, account, MostShown));
        return ApiCall.One(new AutoMatchShown(
            [.. trial.Matched.Select(one => new MatchedCount(one.Key, one.Value))], [.. trial.Pairs.Select(pair => new PairShown(pair.How, pair.Line.Id, pair.Item.Entry))],
            [.. trial.Booked.Select(one => new BookedCount(one.Key, one.Value))], [.. trial.Lines.Select(line => new WouldBookShown(line.Line.Id, line.As, line.Fund, line.Rule))],
            [.. suggested.Select(one => new SuggestedPair(one.Line.Id, new SuggestionShown([.. one.Suggestion.Entries.Select(item => item.Entry)], one.Suggestion.Score, one.Suggestion.Reasons, one.Suggestion.Difference)))]));
    }

    private static async Task<IResult> MatchAsync(ApiCall call, MatchingWanted asked)
    {
        BankAccount? account = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) => (account = await BankApi.FindAsync(call, reader, books, Permission.RecordMoney)) is null ? null : true, async by =>
        {
            var work = new UploadSettings("", null, null, ListProfile.Guess, Account: new AccountWork(account!.Code, Match: true, $"{asked.Unmatched ?? account.Unmatched}", asked.Fund ?? account.Fund?.Code));
            var outcome = await new StartUpload(call.Noting).RunAsync(by, "自动匹配", work, account.Entity, call.Stop);
            call.Context.RequestServices.GetRequiredService<ImportSignal>().Ring();
            return outcome;
        }, done => new BankRunAsked(done.Id), done => FormattableString.Invariant($"{BankApi.PathOf(account!.Code)}/runs/{done.Id}"));
    }

    private static Task<IResult> AcceptAsync(ApiCall call, SuggestionsWanted asked) => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await BankApi.FindAsync(call, reader, books, Permission.RecordMoney) is null ? null : true,
        by => new AcceptSuggestions(call.Noting).RunAsync(by, call.Route("account"), [.. asked.Pairs.Select(pair => new AcceptedSuggestion(pair.Line, pair.Entries))], call.Stop),
        done => new SuggestionsTaken(done.Matched, done.Sum), _ => BankApi.PathOf(call.Route("account")) + "/lines");

    // ---- work ----

    private static Task<IResult> RunsAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var (limit, before) = (call.Limit(), call.AfterNumber() ?? long.MaxValue);
        if (call.Wrong is { } wrong) return wrong;
        if (await BankApi.FindAsync(call, reader, books, Permission.RecordMoney) is not { } account) return ApiCall.NotThere();
        var found = (await Uploads.ListAsync(reader)).Where(run => run.Id < before && run.Settings.Account?.Code == account.Code && run.State != UploadState.Receiving).OrderByDescending(run => run.Id).Take(limit + 1).ToList();
        return call.Page<BankRunShown>(
            [.. found.Take(limit).Select(run => new BankRunShown(run.Id, run.SizeBytes > 0 ? run.FileName : null, run.State, Moments.ToIso(run.UploadedAt)))], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static async Task<IResult> StepAsync(ApiCall call, string step)
    {
        (BankAccount Account, ListUpload Upload)? found = null;
        return await call.WriteAsync<BankRunAsked, BankRunAsked>(Permission.RecordMoney, async (reader, books) =>
        {
            if (await BankApi.FindAsync(call, reader, books, Permission.RecordMoney) is { } account && await Uploads.OfAccountAsync(reader, account.Code, call.Number("run")) is { } run) found = (account, run);
            return found is null ? null : true;
        }, async by =>
        {
            // Each step has a key of its own: sent again, it is answered as then, whatever became of the work since.
            var ((account, upload), key) = (found!.Value, by with { Key = $"{by.Key}/{step}" });
            var wasDone = await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, key.Key), call.Stop);
            if (wasDone) return new Outcome<BankRunAsked>.Done(new BankRunAsked(upload.Id), true);
            var outcome = step == "stop" ? await new StopUpload(call.Noting).RunAsync(key, upload.Id, call.Stop) : await new StartUpload(call.Noting).RunAsync(key, upload.Id, upload.Settings, account.Entity, upload.RowsTotal, call.Stop);
            call.Context.RequestServices.GetRequiredService<ImportSignal>().Ring();
            return outcome.IsDone(out _, out var refusal) ? new BankRunAsked(upload.Id) : refusal;
        }, done => done, done => FormattableString.Invariant($"{BankApi.PathOf(call.Route("account"))}/runs/{done.Run}"));
    }
}

/// <param name="Entity">The only one unless named.</param>
/// <param name="English">Its name in English; the same unless said.</param>
/// <param name="Number">Only its last digits are kept.</param>
/// <param name="Currency">The entity's unless named.</param>
/// <param name="Opening">What it held before its first line; where the statements do not say it.</param>
/// <param name="Unmatched">What becomes of money that nobody knows.</param>
/// <param name="Fund">Of such money, and the only fund of a dedicated account.</param>
/// <param name="Funds">Whose money lies in it from the beginning.</param>
public sealed record NewAccount(
    string Code, string Name, string? English = null, string BankName = "", string Number = "", string? Entity = null, Currency? Currency = null, BankAccountKind Kind = BankAccountKind.Bank, Money? Opening = null,
    UnmatchedCredit Unmatched = UnmatchedCredit.Leave, string? Fund = null, IReadOnlyList<string>? Funds = null);

public sealed record AccountMade(string Account, IReadOnlyList<string> Funds);

/// <param name="Payer">What the counterparty contains; masked where it is a person.</param>
/// <param name="Words">What the text contains.</param>
/// <param name="FromLine">The line it was learned from; null where somebody wrote it.</param>
public sealed record BankRuleShown(long Rule, long Version, bool IsOn, bool IsIn, string Payer, string Words, Money? Least, Money? Most, BookAs As, string? Fund, string? Source, long? FromLine, Bilingual When)
{
    internal static BankRuleShown Of(BankRule rule) => new(
        rule.Id, rule.Version, rule.IsOn, rule.IsIn, rule.MaskedPayer, rule.Words, rule.Least, rule.Most, rule.As, rule.Fund?.Code, rule.Source?.Code, rule.FromLine, rule.When);
}

/// <param name="IsIn">It is for money in.</param>
/// <param name="Payer">What the counterparty contains. Kept erasable.</param>
/// <param name="Words">What the text contains.</param>
/// <param name="Least">Of the amount without its sign.</param>
public sealed record NewBankRule(bool IsIn, BookAs As, string? Payer = null, string? Words = null, Money? Least = null, Money? Most = null, string? Fund = null)
{
    internal RuleText Text(string account, long? rule, BankRule? known) => new(rule, account, IsIn, Payer ?? known?.Payer ?? "", Words ?? "", As, Least, Most, Fund, known?.Source?.Code);
}

public sealed record BankRuleKept(long Rule, long Version);

public sealed record AutoMatchShown(IReadOnlyList<MatchedCount> Matched, IReadOnlyList<PairShown> Pairs, IReadOnlyList<BookedCount> Booked, IReadOnlyList<WouldBookShown> Lines, IReadOnlyList<SuggestedPair> Suggestions);

public sealed record PairShown(MatchHow How, long Line, EntryId Entry);

/// <param name="Rule">Null where no rule is for it.</param>
public sealed record WouldBookShown(long Line, BookAs As, string? Fund, long? Rule);

public sealed record SuggestedPair(long Line, SuggestionShown Suggestion);

/// <param name="Unmatched">What becomes of money that nobody knows; as the account says unless said.</param>
/// <param name="Fund">Of such money; the account's own unless named.</param>
public sealed record MatchingWanted(UnmatchedCredit? Unmatched = null, string? Fund = null);

public sealed record BankRunAsked(long Run);

/// <param name="FileName">Of a statement; null where lines are matched alone.</param>
public sealed record BankRunShown(long Run, string? FileName, UploadState State, string AskedAt);

public sealed record SuggestionsWanted(IReadOnlyList<PairWanted> Pairs);

public sealed record PairWanted(long Line, IReadOnlyList<EntryId> Entries);

public sealed record SuggestionsTaken(long Matched, Money Sum);
