using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.SigningIn;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages.Administration;

/// <summary>The part of a form that asks for roles: which, over what, on which days.</summary>
public sealed record GrantFields(DoorPage Page, Books Books)
{
    /// <summary>All but those of organisations, which are given on the page of the organisation.</summary>
    public static readonly IReadOnlyList<PersonRole> Roles = [PersonRole.FundManager, PersonRole.Approver, PersonRole.Auditor, PersonRole.Administrator, PersonRole.Operator, PersonRole.Expert, PersonRole.Donor];

    /// <summary>What is left to do before somebody of this role finds something here; null where nothing is.</summary>
    internal static (string Path, Bilingual Says)? NextFor(PersonRole role) => role switch
    {
        PersonRole.Expert => ("/reviews/experts", new("评审专家还须由基金管理人员加入专家库，才会分到申请。", "An expert is given applications once a fund manager has brought them into the pool.")),
        PersonRole.Donor => ("/donors", new("捐赠人还须在捐赠人页面与其捐款关联，才看得到自己的捐款。", "A donor sees their gifts once they are linked with them, on the page of the donor.")),
        _ => null,
    };

    /// <summary>It is about one's own things only, of which no entity or fund is part.</summary>
    internal static bool IsOfOneself(PersonRole role) => role is PersonRole.Expert or PersonRole.Donor;

    /// <summary>Values of the list of what a role is given over: entities and funds by code, and the whole ledger, which is empty.</summary>
    public IEnumerable<(string Value, string Code, string Name, bool IsFund)> Parts =>
        Books.Entities.Select(entity => ("entity:" + entity.Code, entity.Code, entity.Name, false)).Concat(Books.Funds.Select(fund => ("fund:" + fund.Code, fund.Code, fund.Name, true)));

    public bool IsTicked(PersonRole role) => Typed("role").Contains(role.ToString());

    public bool IsChosen(string part) => Typed("scope").Contains(part);

    /// <summary>What was typed, or the first thing that is wrong with it.</summary>
    internal static Outcome<IReadOnlyList<NewGrant>> Read(IFormCollection form)
    {
        var roles = form["role"].Select(text => Enum.TryParse<PersonRole>(text, out var role) && Roles.Contains(role) ? role : (PersonRole?)null).Distinct().ToList();
        if (roles.Count == 0 || roles.Contains(null)) return Refusal.Of("role-missing", "role", "请至少选择一项职责。", "Choose at least one role.");
        var scope = ((string?)form["scope"] ?? "").Split(':', 2) switch
        {
            [""] => Scope.WholeLedger,
            ["entity", var code] => Scope.OfEntity(code),
            ["fund", var code] => Scope.OfFund(code),
            _ => null,
        };
        if (scope is null) return Refusal.Of("scope-unknown", "scope", "请从列表中选择范围。", "Choose from the list what it is for.");
        if (!Day(form, "from").IsDone(out var from, out var refusal) || !Day(form, "until").IsDone(out var until, out refusal)) return refusal;
        return new Outcome<IReadOnlyList<NewGrant>>.Done([.. roles.Select(role => new NewGrant(role!.Value, IsOfOneself(role.Value) ? Scope.WholeLedger : scope, from.Typed, until.Typed))]);
    }

    private static Outcome<(DateOnly? Typed, bool _)> Day(IFormCollection form, string field)
    {
        var text = ((string?)form[field] ?? "").Trim();
        if (text.Length == 0) return (null, true);
        return IsoDates.TryParse(text, out var day) ? (day, true) : Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31.");
    }

    private Microsoft.Extensions.Primitives.StringValues Typed(string name) => Page.Request.HasFormContentType ? Page.Request.Form[name] : default;
}

/// <summary>How a role somebody holds is shown: what it is, over what, and until when.</summary>
internal static class GrantShown
{
    internal static IHtmlContent Of(Grant grant, Books books, Language language)
    {
        var html = new HtmlContentBuilder().Append(grant.Role.Name().In(language)).Append(new Bilingual("：", ": ").In(language));
        if (grant.Scope.Kind == ScopeKind.Ledger) html.Append((GrantFields.IsOfOneself(grant.Role) ? new Bilingual("本人", "for themselves") : new Bilingual("整个账本", "the whole ledger")).In(language));
        else html.AppendHtml(Shown.Said(NameOf(grant.Scope, books)));
        if (grant.Until is { } until) html.Append(new Bilingual($"，至 {until.ToIso()}", $", until {until.ToIso()}").In(language));
        return html;
    }

    private static string NameOf(Scope scope, Books books) => scope.Kind switch
    {
        ScopeKind.Entity => books.Entities.FirstOrDefault(entity => entity.Code == scope.Code)?.Name,
        ScopeKind.Fund => books.FindFund(scope.Code)?.Name,
        _ => null,
    } ?? scope.Code;
}
