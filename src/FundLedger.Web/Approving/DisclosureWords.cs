using FundLedger.Disclosure;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>What proposals about disclosures say, in words a checker can judge; the document itself is on the page of what is to be published.</summary>
internal static class DisclosureWords
{
    internal static IEnumerable<ProposalFact> Facts(NewPublication publication)
    {
        yield return Item(publication.Item);
        yield return new(new("版次", "Version"), Bilingual.Same($"{publication.Version + 1}"));
        yield return new(new("文件", "Document"), new($"第 {publication.Draft} 号备好的文件，在事项页面上阅读", $"prepared document no. {publication.Draft}, to be read on the page of the item"), Path: Pages.Disclosures.IndexModel.PathOf(publication.Item));
        yield return new(new("公开于", "Where"), publication.Place.Name());
        if (publication.Address.Length > 0) yield return ProposalFact.Own(new("外部网址或平台", "Platform outside"), publication.Address);
        if (publication.Reason.Length > 0) yield return ProposalFact.Own(new("更正理由", "Why it is corrected"), publication.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(NewExemption exemption) => [Item(exemption.Item), ProposalFact.Own(new("不适用的理由", "Why it does not apply"), exemption.Reason)];

    private static ProposalFact Item(string key) => new(new("公开事项", "To be published"), Bilingual.Same($"{DisclosureRule.Find(key.Split('/')[0])?.Name.Zh} {key}") with { En = $"{DisclosureRule.Find(key.Split('/')[0])?.Name.En} {key}" }, Path: Pages.Disclosures.IndexModel.PathOf(key));
}
