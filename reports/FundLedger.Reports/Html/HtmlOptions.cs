using FundLedger.Reporting;

namespace FundLedger.Reports;

/// <summary>How a page takes a report in.</summary>
/// <param name="EntryUrl">The address of an entry by its number; null writes the bare numbers.</param>
/// <param name="HeadingLevel">Level of the report's title, 1 to 5; its sections are one deeper. A page that has an h1 of its own asks for 2.</param>
/// <param name="FigureUrl">The address of the entries that a figure is made of; null writes the bare amounts.</param>
public sealed record HtmlOptions(Func<long, string>? EntryUrl = null, int HeadingLevel = 2, Func<FigureBasis, string>? FigureUrl = null);
