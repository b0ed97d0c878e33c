import { ConflictNotice as ConflictNotice_7159fc0a5d905855846614acc718a129 } from '../../../../collections/blog/conflict-notice.tsx'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { WritingFeatureClient as WritingFeatureClient_cf2aa67df79f473aa7fef8dce91e2f48 } from '../../../../collections/shared/editor/writing.client.tsx'
import { CardsFeatureClient as CardsFeatureClient_c30745677010e8f49a91c1d9563d9266 } from '../../../../collections/shared/editor/cards.client.tsx'
import { Card as Card_c688007b050f6fec655b5221d523ee4a } from '../../../../collections/shared/blocks/card.tsx'
import { LookUp as LookUp_4cdb7065edbfe7a0d4b93251a512a2f5 } from '../../../../collections/shared/blocks/look-up.tsx'
import { PlainJson as PlainJson_d503bec57ee3ba793ac083c8273c49c1 } from '../../../../collections/shared/admin/plain-code.tsx'
import { codeConverterClient as codeConverterClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { StrikethroughFeatureClient as StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { TableFeatureClient as TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HorizontalRuleFeatureClient as HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecklistFeatureClient as ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { IndentFeatureClient as IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { AlignFeatureClient as AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BodyDiff as BodyDiff_2c11b920e99bc2a78d5d91db6a34627e } from '../../../../collections/blog/body-diff.tsx'
import { SharingPreview as SharingPreview_69b64e622eb6e4fc2d8821156aa58ec1 } from '../../../../collections/blog/sharing-preview.tsx'
import { PlainCode as PlainCode_d503bec57ee3ba793ac083c8273c49c1 } from '../../../../collections/shared/admin/plain-code.tsx'
import { DeviceClock as DeviceClock_af86ca48eb512aadacaa8edac06fdd6e } from '../../../../collections/blog/device-clock.tsx'
import { TiersField as TiersField_019b2e83c95f6f1a8613c0dd71df0782 } from '../../../../collections/blog/tiers-field.tsx'
import { PostViews as PostViews_b484974fe7e1a347015041fdde7f55e8 } from '../../../../collections/blog/post-views.tsx'
import { WordCount as WordCount_2797181ecca79e174eda6d2c2810c370 } from '../../../../collections/blog/word-count.tsx'
import { QuickFilters as QuickFilters_106180a7b1892e81ecfbd3e6c926d90f } from '../../../../collections/blog/quick-filters.tsx'
import { PreviewSwitch as PreviewSwitch_04258a1a9936f7fd4a55b969c629a14d } from '../../../../collections/blog/preview-switch.tsx'
import { PublishButton as PublishButton_b4dae96e4218775f904e661fff68c8b1 } from '../../../../collections/blog/publish-button.tsx'
import { TagMerge as TagMerge_cac74dc361a0f6132d9c4f9e11deb2ac } from '../../../../collections/blog/tag-merge.tsx'
import { MenuView as MenuView_ff14c0a5038151e2ea97f259ff70ff02 } from '../../../../collections/blog/menu-view.tsx'
import { MovementForm as MovementForm_d44fb1f93943d671e6bd33859bc54c6c } from '../../../../collections/cart/movement-form.tsx'
import { ResendButton as ResendButton_65f0fafea8a9ca890e850b1302cce3bf } from '../../../../collections/federation/resend-button.tsx'
import { MediaUses as MediaUses_de21e825f05640882402f8c12e8ca364 } from '../../../../collections/shared/media-uses.tsx'
import { UnusedLink as UnusedLink_08a7271bc8b3aa5b4e9aacbe7663c895 } from '../../../../collections/shared/media-unused.tsx'
import { RetryButton as RetryButton_42fb7c7901dae5954b7ebc429e341e5e } from '../../../../collections/shared/retry-button.tsx'
import { Icon as Icon_70d467677d7a7fd3d914e340894e9498 } from '../../../../collections/shared/admin/mark.tsx'
import { Logo as Logo_70d467677d7a7fd3d914e340894e9498 } from '../../../../collections/shared/admin/mark.tsx'
import { ToolLinks as ToolLinks_d1aaf4fb91c04aeb4df6aaf9a17bb186 } from '../../../../collections/shared/admin/tool-links.tsx'
import { SignInLink as SignInLink_c60b8bb6e591b773cb79380742960372 } from '../../../../collections/account/sign-in-link.tsx'
import { Dashboard as Dashboard_761b8d73ae2e620c31f26ed0f0f4e077 } from '../../../../collections/shared/admin/dashboard.tsx'
import { CalendarView as CalendarView_0355088414f115237c35794a24552ac7 } from '../../../../collections/blog/calendar-view.tsx'
import { LinksView as LinksView_a702309aaf50d6f4b6a0d374db982ca1 } from '../../../../collections/blog/links-view.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/collections/blog/conflict-notice.tsx#ConflictNotice": ConflictNotice_7159fc0a5d905855846614acc718a129,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "/collections/shared/editor/writing.client.tsx#WritingFeatureClient": WritingFeatureClient_cf2aa67df79f473aa7fef8dce91e2f48,
  "/collections/shared/editor/cards.client.tsx#CardsFeatureClient": CardsFeatureClient_c30745677010e8f49a91c1d9563d9266,
  "/collections/shared/blocks/card.tsx#Card": Card_c688007b050f6fec655b5221d523ee4a,
  "/collections/shared/blocks/look-up.tsx#LookUp": LookUp_4cdb7065edbfe7a0d4b93251a512a2f5,
  "/collections/shared/admin/plain-code.tsx#PlainJson": PlainJson_d503bec57ee3ba793ac083c8273c49c1,
  "@payloadcms/richtext-lexical/client#codeConverterClient": codeConverterClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#StrikethroughFeatureClient": StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#TableFeatureClient": TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HorizontalRuleFeatureClient": HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ChecklistFeatureClient": ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#IndentFeatureClient": IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#AlignFeatureClient": AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/collections/blog/body-diff.tsx#BodyDiff": BodyDiff_2c11b920e99bc2a78d5d91db6a34627e,
  "/collections/blog/sharing-preview.tsx#SharingPreview": SharingPreview_69b64e622eb6e4fc2d8821156aa58ec1,
  "/collections/shared/admin/plain-code.tsx#PlainCode": PlainCode_d503bec57ee3ba793ac083c8273c49c1,
  "/collections/blog/device-clock.tsx#DeviceClock": DeviceClock_af86ca48eb512aadacaa8edac06fdd6e,
  "/collections/blog/tiers-field.tsx#TiersField": TiersField_019b2e83c95f6f1a8613c0dd71df0782,
  "/collections/blog/post-views.tsx#PostViews": PostViews_b484974fe7e1a347015041fdde7f55e8,
  "/collections/blog/word-count.tsx#WordCount": WordCount_2797181ecca79e174eda6d2c2810c370,
  "/collections/blog/quick-filters.tsx#QuickFilters": QuickFilters_106180a7b1892e81ecfbd3e6c926d90f,
  "/collections/blog/preview-switch.tsx#PreviewSwitch": PreviewSwitch_04258a1a9936f7fd4a55b969c629a14d,
  "/collections/blog/publish-button.tsx#PublishButton": PublishButton_b4dae96e4218775f904e661fff68c8b1,
  "/collections/blog/tag-merge.tsx#TagMerge": TagMerge_cac74dc361a0f6132d9c4f9e11deb2ac,
  "/collections/blog/menu-view.tsx#MenuView": MenuView_ff14c0a5038151e2ea97f259ff70ff02,
  "/collections/cart/movement-form.tsx#MovementForm": MovementForm_d44fb1f93943d671e6bd33859bc54c6c,
  "/collections/federation/resend-button.tsx#ResendButton": ResendButton_65f0fafea8a9ca890e850b1302cce3bf,
  "/collections/shared/media-uses.tsx#MediaUses": MediaUses_de21e825f05640882402f8c12e8ca364,
  "/collections/shared/media-unused.tsx#UnusedLink": UnusedLink_08a7271bc8b3aa5b4e9aacbe7663c895,
  "/collections/shared/retry-button.tsx#RetryButton": RetryButton_42fb7c7901dae5954b7ebc429e341e5e,
  "/collections/shared/admin/mark.tsx#Icon": Icon_70d467677d7a7fd3d914e340894e9498,
  "/collections/shared/admin/mark.tsx#Logo": Logo_70d467677d7a7fd3d914e340894e9498,
  "/collections/shared/admin/tool-links.tsx#ToolLinks": ToolLinks_d1aaf4fb91c04aeb4df6aaf9a17bb186,
  "/collections/account/sign-in-link.tsx#SignInLink": SignInLink_c60b8bb6e591b773cb79380742960372,
  "/collections/shared/admin/dashboard.tsx#Dashboard": Dashboard_761b8d73ae2e620c31f26ed0f0f4e077,
  "/collections/blog/calendar-view.tsx#CalendarView": CalendarView_0355088414f115237c35794a24552ac7,
  "/collections/blog/links-view.tsx#LinksView": LinksView_a702309aaf50d6f4b6a0d374db982ca1,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
